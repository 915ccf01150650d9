import { MenuItem, TextField } from '@mui/material';
import { useTranslate } from 'react-admin';

export type Choice<Id extends string> = { id: Id; name: string };
type Props<Id extends string> = {
  label: string;
  value: Id | '';
  choices: readonly Choice<Id>[];
  onChange: (id: Id) => void;
  required?: boolean;
};

/** One of a few, by name. */
export function ChoiceField<Id extends string>({ label, value, choices, onChange, required = false }: Props<Id>) {
  const translate = useTranslate();
  return (
    <TextField
      select
      required={required}
      label={translate(label)}
      value={value}
      onChange={(event) => onChange(event.target.value as Id)}
    >
      {choices.map(({ id, name }) => (
        <MenuItem key={id} value={id}>
          {name}
        </MenuItem>
      ))}
    </TextField>
  );
}
