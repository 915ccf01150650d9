import { Stack } from '@mui/material';
import { useState } from 'react';
import {
  Loading,
  Title,
  useAuthenticated,
  useGetList,
  useIsAuthPending,
  useRequireAccess,
  useTranslate,
} from 'react-admin';
import type { Organization } from '../api/types.js';
import { Failed } from '../blocks/failed.js';
import { Loaded } from '../blocks/loaded.js';
import { NothingHere } from '../blocks/nothing-here.js';
import { ConfirmFirst } from '../security/confirm-first.js';
import { GrantStaff } from './grant-staff.js';
import { IdentityProvider } from './identity-provider.js';
import { InvitationList } from './invitation-list.js';
import { InviteStaff } from './invite-staff.js';
import { OrganizationField } from './organization-field.js';
import { Ownership } from './ownership.js';
import { StaffList } from './staff-list.js';
import { useOrganization } from './use-organization.js';

/** Who acts for an organization: who does, who is invited, and who owns it. */
export function TeamPage() {
  const translate = useTranslate();
  useAuthenticated();
  useRequireAccess({ resource: 'team', action: 'list' });
  const pending = useIsAuthPending({ resource: 'team', action: 'list' });
  return (
    <ConfirmFirst>
      <Title title={translate('resources.team.name', { smart_count: 2 })} />
      {pending ? <Loading /> : <Teams />}
    </ConfirmFirst>
  );
}

function Teams() {
  const { data, error, isPending, refetch } = useGetList<Organization>('organizations', {
    pagination: { page: 1, perPage: 2 },
  });
  const [chosen, setChosen] = useState<string>();
  if (isPending) return <Loading />;
  if (error) return <Failed error={error} onRetry={() => void refetch()} />;
  const id = chosen ?? data[0]?.id;
  if (id === undefined) return <NothingHere title="team.no_organization" />;
  return (
    <Stack spacing={2} sx={{ mt: 2, maxWidth: 720 }}>
      {data.length > 1 && <OrganizationField value={id} onChange={setChosen} />}
      <TeamOf key={id} id={id} />
    </Stack>
  );
}

function TeamOf({ id }: { id: string }) {
  return (
    <Loaded query={useOrganization(id)}>
      {(team) => (
        <Stack spacing={2}>
          <StaffList {...team} />
          <InviteStaff {...team} />
          <InvitationList {...team} />
          <GrantStaff {...team} />
          <Ownership {...team} />
          <IdentityProvider {...team} />
        </Stack>
      )}
    </Loaded>
  );
}
