import { Alert, Button, MenuItem, Stack, TextField, Typography } from '@mui/material';
import { useState, type SyntheticEvent } from 'react';
import { useNotify, useRefresh, useTranslate } from 'react-admin';
import type { Person, PlatformRole } from '../api/types.js';
import { OrganizationName } from '../blocks/organization-name.js';
import { Section } from '../blocks/section.js';
import { useAction } from '../blocks/use-action.js';
import { useConsoleData } from '../blocks/use-console-data.js';
import { useRoles } from '../blocks/use-roles.js';

/** A role that membership adds does not compile until it stands here. */
const known: Record<PlatformRole, true> = { moderator: true, 'lead-moderator': true, ops: true, admin: true };
const platformRoles = Object.keys(known) as PlatformRole[];

const isPlatformRole = (role: string): role is PlatformRole => role in known;

/** Roles on the platform can be given and taken here; those in organizations are only told. */
export function PersonRoles({ person }: { person: Person }) {
  const translate = useTranslate();
  const { can } = useRoles();
  const held = person.roles.map(({ role }) => role).filter(isPlatformRole);
  const inOrganizations = person.roles.filter(({ role }) => !isPlatformRole(role));
  return (
    <Section title="people.roles">
      {person.roles.length === 0 && <Typography color="text.secondary">{translate('people.no_roles')}</Typography>}
      <Stack component="ul" spacing={0.5} sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {held.map((role) => (
          <HeldRole key={role} person={person} role={role} />
        ))}
        {inOrganizations.map((grant) => (
          <li key={`${grant.role} ${grant.organizationId}`}>
            {translate(`role.${grant.role}`)}:{' '}
            {grant.organizationId !== undefined && <OrganizationName id={grant.organizationId} />}
          </li>
        ))}
      </Stack>
      {can('people', 'grant') && held.length < platformRoles.length && (
        <GrantRole key={held.join()} person={person} free={platformRoles.filter((role) => !held.includes(role))} />
      )}
    </Section>
  );
}

function HeldRole({ person, role }: { person: Person; role: PlatformRole }) {
  const translate = useTranslate();
  const dataProvider = useConsoleData();
  const notify = useNotify();
  const refresh = useRefresh();
  const { can } = useRoles();
  const { act, busy, failure } = useAction<undefined>();
  const name = translate(`role.${role}`);
  const revoke = () =>
    act(
      [person.id, role],
      () => dataProvider.revokeRole(person.id, role),
      () => {
        notify('people.revoked', { type: 'success', messageArgs: { role: name } });
        refresh();
      },
    );
  return (
    <li>
      <Stack direction="row" spacing={2} sx={{ alignItems: 'center', justifyContent: 'space-between' }}>
        <span>{name}</span>
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
      {failure !== null && <Alert severity="error">{failure}</Alert>}
    </li>
  );
}

function GrantRole({ person, free }: { person: Person; free: PlatformRole[] }) {
  const translate = useTranslate();
  const dataProvider = useConsoleData();
  const notify = useNotify();
  const refresh = useRefresh();
  const { act, busy, failure } = useAction<Person>();
  const [role, setRole] = useState(free[0]);

  function send(event: SyntheticEvent) {
    event.preventDefault();
    if (role === undefined) return;
    void act(
      [person.id, role],
      () => dataProvider.grantRole(person.id, role),
      () => {
        notify('people.granted', { type: 'success', messageArgs: { role: translate(`role.${role}`) } });
        refresh();
      },
    );
  }
  return (
    <Stack component="form" direction="row" spacing={1} sx={{ mt: 2, alignItems: 'center' }} onSubmit={send}>
      <TextField
        select
        label={translate('people.role')}
        value={role ?? ''}
        onChange={(event) => setRole(event.target.value as PlatformRole)}
        sx={{ maxWidth: 260 }}
      >
        {free.map((one) => (
          <MenuItem key={one} value={one}>
            {translate(`role.${one}`)}
          </MenuItem>
        ))}
      </TextField>
      <Button type="submit" variant="outlined" loading={busy}>
        {translate('people.grant')}
      </Button>
      {failure !== null && <Alert severity="error">{failure}</Alert>}
    </Stack>
  );
}
