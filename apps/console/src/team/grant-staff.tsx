import { Alert, Button, Stack } from '@mui/material';
import { useState, type SyntheticEvent } from 'react';
import { useGetList, useNotify, useTranslate } from 'react-admin';
import type { NewStaff, Person } from '../api/types.js';
import { ChoiceField, type Choice } from '../blocks/choice-field.js';
import { Section } from '../blocks/section.js';
import { useAction } from '../blocks/use-action.js';
import { useConsoleData } from '../blocks/use-console-data.js';
import { useRoles } from '../blocks/use-roles.js';
import { RoleFields, staffRoles, type RoleValue } from './role-fields.js';
import { useMay, type Team } from './use-may.js';
import { useStaff, useTeamChanged } from './use-team.js';

/** Gives a role to somebody of the team or, for admins, to anybody; facilitators are for named groups. */
export function GrantStaff(team: Team) {
  const { organization } = team;
  const translate = useTranslate();
  const dataProvider = useConsoleData();
  const notify = useNotify();
  const teamChanged = useTeamChanged();
  const may = useMay(team);
  const { act, busy, failure } = useAction<unknown>();
  const offered = staffRoles.filter((role) => may('grant', role));
  const people = useCandidates(organization.id);
  const [personId, setPersonId] = useState('');
  const [role, setRole] = useState<RoleValue>({ role: 'manager', listingIds: [] });

  function send(event: SyntheticEvent) {
    event.preventDefault();
    const staff = { personId, ...role } as NewStaff;
    void act(
      staff,
      (key) => dataProvider.grantStaff(organization.id, staff, key),
      () => {
        notify('people.granted', { type: 'success', messageArgs: { role: translate(`role.${role.role}`) } });
        return teamChanged();
      },
    );
  }
  if (offered.length === 0) return null;
  return (
    <Section title="team.grant_title">
      <Stack component="form" sx={{ alignItems: 'flex-start' }} onSubmit={send}>
        <ChoiceField required label="team.person" value={personId} choices={people} onChange={setPersonId} />
        <RoleFields organizationId={organization.id} offered={offered} value={role} onChange={setRole} />
        {failure !== null && <Alert severity="error">{failure}</Alert>}
        <Button type="submit" variant="outlined" sx={{ mt: 1 }} loading={busy}>
          {translate('people.grant')}
        </Button>
      </Stack>
    </Section>
  );
}

/** Whose ids this page can know: the team's, and everybody's where the list of people is open. */
function useCandidates(organizationId: string): Choice<string>[] {
  const { can } = useRoles();
  const everybody = can('people', 'list');
  const { data: people = [] } = useGetList<Person>(
    'people',
    { pagination: { page: 1, perPage: 100 } },
    { enabled: everybody },
  );
  const { data: staff = [] } = useStaff(organizationId);
  const named = new Map(staff.map(({ personId, displayName }) => [personId, displayName]));
  for (const { id, displayName } of people) named.set(id, displayName);
  return [...named].map(([id, name]) => ({ id, name }));
}
