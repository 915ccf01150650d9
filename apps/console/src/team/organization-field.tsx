import { Autocomplete, TextField } from '@mui/material';
import { useTranslate } from 'react-admin';
import { useOrganizationSearch } from '../blocks/use-organization-search.js';

/** Whose team it is, found by name. */
export function OrganizationField({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const translate = useTranslate();
  const search = useOrganizationSearch([value]);
  return (
    <Autocomplete
      disableClearable
      {...search}
      value={value}
      onChange={(_, id) => onChange(id)}
      renderInput={(field) => <TextField {...field} label={translate('resources.listings.fields.organizationId')} />}
    />
  );
}
