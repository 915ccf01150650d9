import { Button, Stack, Typography } from '@mui/material';
import { useState } from 'react';
import { useNotify, useRefresh, useTranslate } from 'react-admin';
import type { Person, PlatformRole, RoleGrant } from '../api/types.js';
import { Line } from '../blocks/lines.js';
import { ScopeText } from '../blocks/scope-text.js';
import { useAction } from '../blocks/use-action.js';
import { useConsoleData } from '../blocks/use-console-data.js';
import { useRoles } from '../blocks/use-roles.js';
import { ChangeScope } from './change-scope.js';

/** A role on the platform: taken away here, and a moderator's made for other regions or organizations. */
export function HeldRole({ person, grant }: { person: Person; grant: RoleGrant }) {
  const translate = useTranslate();
  const { can } = useRoles();
  const { revoke, busy, failure } = useRevoke(person, grant);
  const [changing, setChanging] = useState(false);
  const name = translate(`role.${grant.role}`);
  const buttons = (
    <Stack direction="row" useFlexGap sx={{ flexWrap: 'wrap', justifyContent: 'flex-end' }}>
      {grant.role === 'moderator' && can('people', 'grant') && !changing && (
        <Button onClick={() => setChanging(true)}>{translate('scope.change')}</Button>
      )}
      {can('people', 'revoke') && (
        <Button
          color="error"
          loading={busy}
          onClick={() => void revoke()}
          aria-label={translate('people.revoke_role', { role: name })}
        >
          {translate('people.revoke')}
        </Button>
      )}
    </Stack>
  );
  return (
    <>
      <Line failure={failure} action={buttons}>
        <Typography>{name}</Typography>
        <ScopeText grant={grant} />
      </Line>
      {changing && (
        <li>
          <ChangeScope person={person} grant={grant} onEnd={() => setChanging(false)} />
        </li>
      )}
    </>
  );
}

function useRevoke(person: Person, grant: RoleGrant) {
  const dataProvider = useConsoleData();
  const notify = useNotify();
  const refresh = useRefresh();
  const translate = useTranslate();
  const { act, busy, failure } = useAction<undefined>();
  const role = grant.role as PlatformRole;
  const revoke = () =>
    act(
      [person.id, role],
      () => dataProvider.revokeRole(person.id, role),
      () => {
        notify('people.revoked', { type: 'success', messageArgs: { role: translate(`role.${role}`) } });
        refresh();
      },
    );
  return { revoke, busy, failure };
}
