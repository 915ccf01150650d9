import { Alert, Button, Stack } from '@mui/material';
import { useState, type SyntheticEvent } from 'react';
import { useTranslate } from 'react-admin';
import type { Person, PlatformRole } from '../api/types.js';
import { ChoiceField } from '../blocks/choice-field.js';
import { ScopeFields } from './scope-fields.js';
import { useGrantRole } from './use-grant-role.js';

/** One of the roles that the person does not hold yet. */
export function GrantRole({ person, free }: { person: Person; free: PlatformRole[] }) {
  const translate = useTranslate();
  const { grant, busy, failure } = useGrantRole(person);
  const [role, setRole] = useState(free[0]);
  const [scope, setScope] = useState({ regions: [] as string[], organizationIds: [] as string[] });

  function send(event: SyntheticEvent) {
    event.preventDefault();
    if (role !== undefined) void grant(role, scope);
  }
  return (
    <Stack component="form" spacing={1} sx={{ alignItems: 'flex-start' }} onSubmit={send}>
      <ChoiceField
        label="people.role"
        value={role ?? ''}
        choices={free.map((id) => ({ id, name: translate(`role.${id}`) }))}
        onChange={setRole}
        sx={{ maxWidth: 320 }}
      />
      {role === 'moderator' && <ScopeFields value={scope} onChange={setScope} />}
      {failure !== null && <Alert severity="error">{failure}</Alert>}
      <Button type="submit" variant="outlined" loading={busy}>
        {translate('people.grant')}
      </Button>
    </Stack>
  );
}
