import { Alert, Button, Stack } from '@mui/material';
import { useState, type SyntheticEvent } from 'react';
import { useTranslate } from 'react-admin';
import type { Person, RoleGrant } from '../api/types.js';
import { ScopeFields } from './scope-fields.js';
import { useGrantRole } from './use-grant-role.js';

/** Makes a moderator's role be for something else: it is given again. */
export function ChangeScope({ person, grant, onEnd }: { person: Person; grant: RoleGrant; onEnd: () => void }) {
  const translate = useTranslate();
  const { regions = [], organizationIds = [] } = grant;
  const [scope, setScope] = useState({ regions, organizationIds });
  const { grant: give, busy, failure } = useGrantRole(person, onEnd);

  function send(event: SyntheticEvent) {
    event.preventDefault();
    void give({ role: 'moderator', ...scope });
  }
  return (
    <Stack component="form" spacing={1} sx={{ alignItems: 'flex-start' }} onSubmit={send}>
      <ScopeFields value={scope} onChange={setScope} />
      {failure !== null && <Alert severity="error">{failure}</Alert>}
      <Stack direction="row" spacing={1}>
        <Button type="submit" variant="outlined" loading={busy}>
          {translate('scope.save')}
        </Button>
        <Button onClick={onEnd}>{translate('ra.action.cancel')}</Button>
      </Stack>
    </Stack>
  );
}
