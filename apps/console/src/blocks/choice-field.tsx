import { MenuItem, TextField, type TextFieldProps } from '@mui/material';
import { useTranslate } from 'react-admin';

export type Choice<Id extends string> = { id: Id; name: string };
type Props<Id extends string> = Omit<TextFieldProps, 'select' | 'onChange' | 'value' | 'label'> & {
  label: string;
  value: Id | '';
  choices: readonly Choice<Id>[];
  onChange: (id: Id) => void;
};

/** One of a few, by name. */
export function ChoiceField<Id extends string>({ label, choices, onChange, ...field }: Props<Id>) {
  const translate = useTranslate();
  return (
    <TextField {...field} select label={translate(label)} onChange={(event) => onChange(event.target.value as Id)}>
      {choices.map(({ id, name }) => (
        <MenuItem key={id} value={id}>
          {name}
        </MenuItem>
      ))}
    </TextField>
  );
}
