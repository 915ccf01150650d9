import { Alert, Button, Stack } from '@mui/material';
import { useState, type SyntheticEvent } from 'react';
import { useTranslate } from 'react-admin';
import type { Person, PlatformRole } from '../api/types.js';
import { RoleFields, type RoleValue } from './role-fields.js';
import { useGrantRole } from './use-grant-role.js';

/** One of the roles that the person does not hold yet: `first` and whatever else is free. */
export function GrantRole({ person, first, free }: { person: Person; first: PlatformRole; free: PlatformRole[] }) {
  const translate = useTranslate();
  const { grant, busy, failure } = useGrantRole(person);
  const [value, setValue] = useState<RoleValue>({ role: first, regions: [], organizationIds: [] });

  function send(event: SyntheticEvent) {
    event.preventDefault();
    void grant(value);
  }
  return (
    <Stack component="form" sx={{ alignItems: 'flex-start' }} onSubmit={send}>
      <RoleFields offered={free} value={value} onChange={setValue} />
      {failure !== null && <Alert severity="error">{failure}</Alert>}
      <Button type="submit" variant="outlined" sx={{ mt: 1 }} loading={busy}>
        {translate('people.grant')}
      </Button>
    </Stack>
  );
}
