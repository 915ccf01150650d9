import { Alert, Button, MenuItem, Stack, TextField } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useGetList, useNotify, useTranslate } from 'react-admin';
import type { Listing, NewStaff, Organization, Person, StaffRole } from '../api/types.js';
import { Section } from '../blocks/section.js';
import { useAction } from '../blocks/use-action.js';
import { useConsoleData } from '../blocks/use-console-data.js';
import { canAccess } from '../access/access.js';
import { useRoles } from '../blocks/use-roles.js';
import { useStaff } from './use-staff.js';

/** A role that membership adds does not compile until it stands here. */
const known: Record<StaffRole, true> = { manager: true, facilitator: true, owner: true };
const staffRoles = Object.keys(known) as StaffRole[];

/** Gives a role to somebody of the team or, for admins, to anybody; facilitators are for named groups. */
export function GrantStaff({ organization, path }: { organization: Organization; path: string[] }) {
  const translate = useTranslate();
  const dataProvider = useConsoleData();
  const notify = useNotify();
  const queryClient = useQueryClient();
  const { act, busy, failure } = useAction<unknown>();
  const { roles } = useRoles();
  const offered = staffRoles.filter((one) =>
    canAccess(roles, 'team', 'grant', { organizationPath: path }, `role:${one}`),
  );
  const people = useCandidates(organization.id);
  const [personId, setPersonId] = useState('');
  const [role, setRole] = useState<StaffRole>('manager');
  const [listingIds, setListingIds] = useState<string[]>([]);

  function send(event: SyntheticEvent) {
    event.preventDefault();
    const staff = { personId, role, listingIds: role === 'facilitator' ? listingIds : [] } as NewStaff;
    void act(
      staff,
      (key) => dataProvider.grantStaff(organization.id, staff, key),
      () => {
        notify('people.granted', { type: 'success', messageArgs: { role: translate(`role.${role}`) } });
        void queryClient.invalidateQueries({ queryKey: ['team'] });
      },
    );
  }
  if (offered.length === 0) return null;
  return (
    <Section title="team.grant_title">
      <Stack component="form" sx={{ alignItems: 'flex-start' }} onSubmit={send}>
        <TextField
          select
          required
          label={translate('team.person')}
          value={personId}
          onChange={(event) => setPersonId(event.target.value)}
        >
          {people.map(({ id, displayName }) => (
            <MenuItem key={id} value={id}>
              {displayName}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          select
          label={translate('people.role')}
          value={role}
          onChange={(event) => setRole(event.target.value as StaffRole)}
        >
          {offered.map((one) => (
            <MenuItem key={one} value={one}>
              {translate(`role.${one}`)}
            </MenuItem>
          ))}
        </TextField>
        {role === 'facilitator' && (
          <GroupsField organizationId={organization.id} chosen={listingIds} onChange={setListingIds} />
        )}
        {failure !== null && <Alert severity="error">{failure}</Alert>}
        <Button type="submit" variant="outlined" sx={{ mt: 1 }} loading={busy}>
          {translate('people.grant')}
        </Button>
      </Stack>
    </Section>
  );
}

function GroupsField({
  organizationId,
  chosen,
  onChange,
}: {
  organizationId: string;
  chosen: string[];
  onChange: (ids: string[]) => void;
}) {
  const translate = useTranslate();
  const { data = [] } = useGetList<Listing>('listings', {
    pagination: { page: 1, perPage: 100 },
    filter: { organizationId },
  });
  return (
    <TextField
      select
      required
      label={translate('team.groups_field')}
      value={chosen}
      onChange={(event) => onChange([event.target.value].flat())}
      slotProps={{ select: { multiple: true } }}
    >
      {data.map(({ id, content }) => (
        <MenuItem key={id} value={id}>
          {content.name}
        </MenuItem>
      ))}
    </TextField>
  );
}

/** Whose ids this page can know: the team's, and everybody's where the list of people is open. */
function useCandidates(organizationId: string): { id: string; displayName: string }[] {
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
  return [...named].map(([id, displayName]) => ({ id, displayName }));
}
