import { Autocomplete, Stack, TextField, Typography } from '@mui/material';
import { useMemo } from 'react';
import { useLocale, useTranslate } from 'react-admin';
import { countriesByName, regionName } from '../blocks/regions.js';
import { useOrganizationSearch } from '../blocks/use-organization-search.js';

/** What a moderator is to be for; two empty lists are everything. */
export type ScopeValue = { regions: string[]; organizationIds: string[] };
type Props = { value: ScopeValue; onChange: (value: ScopeValue) => void };

export function ScopeFields({ value, onChange }: Props) {
  const translate = useTranslate();
  return (
    <Stack sx={{ width: '100%' }}>
      <Typography variant="body2">{translate('scope.lead')}</Typography>
      <RegionsField chosen={value.regions} onChange={(regions) => onChange({ ...value, regions })} />
      <OrganizationsField
        chosen={value.organizationIds}
        onChange={(organizationIds) => onChange({ ...value, organizationIds })}
      />
    </Stack>
  );
}

/** As the request says it: a list that names nothing is left out. */
export function grantedScope({ regions, organizationIds }: ScopeValue): Partial<ScopeValue> {
  return { ...(regions.length > 0 && { regions }), ...(organizationIds.length > 0 && { organizationIds }) };
}

type FieldProps = { chosen: string[]; onChange: (chosen: string[]) => void };

/** Countries by name; a subdivision such as US-CA is typed. */
function RegionsField({ chosen, onChange }: FieldProps) {
  const translate = useTranslate();
  const locale = useLocale();
  const countries = useMemo(() => countriesByName(locale), [locale]);
  return (
    <Autocomplete
      multiple
      freeSolo
      autoSelect
      options={countries}
      value={chosen}
      getOptionLabel={(code) => regionName(code, locale)}
      onChange={(_, codes) => onChange([...new Set(codes.map((code) => code.trim().toUpperCase()))])}
      renderInput={(field) => (
        <TextField {...field} label={translate('scope.regions')} helperText={translate('scope.regions_help')} />
      )}
    />
  );
}

function OrganizationsField({ chosen, onChange }: FieldProps) {
  const translate = useTranslate();
  const search = useOrganizationSearch(chosen);
  return (
    <Autocomplete
      multiple
      {...search}
      value={chosen}
      onChange={(_, ids) => onChange(ids)}
      renderInput={(field) => (
        <TextField
          {...field}
          label={translate('scope.organizations')}
          helperText={translate('scope.organizations_help')}
        />
      )}
    />
  );
}
