import { MenuItem, Stack, TextField } from '@mui/material';
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
import { NothingHere } from '../blocks/nothing-here.js';
import { ConfirmFirst } from '../security/confirm-first.js';
import { GrantStaff } from './grant-staff.js';
import { IdentityProvider } from './identity-provider.js';
import { pathOf } from './organization-path.js';
import { StaffList } from './staff-list.js';

/** Who acts for an organization. */
export function TeamPage() {
  const translate = useTranslate();
  useAuthenticated();
  useRequireAccess({ resource: 'team', action: 'list' });
  const pending = useIsAuthPending({ resource: 'team', action: 'list' });
  return (
    <>
      <Title title={translate('resources.team.name', { smart_count: 2 })} />
      {pending ? <Loading /> : <Teams />}
    </>
  );
}

function Teams() {
  const translate = useTranslate();
  const { data, error, isPending, refetch } = useGetList<Organization>('organizations', {
    pagination: { page: 1, perPage: 100 },
  });
  const [chosen, setChosen] = useState<string>();
  if (isPending) return <Loading />;
  if (error) return <Failed error={error} onRetry={() => void refetch()} />;
  const organization = data.find(({ id }) => id === chosen) ?? data[0];
  if (organization === undefined) return <NothingHere title="team.no_organization" />;
  return (
    <Stack spacing={2} sx={{ mt: 2, maxWidth: 720 }}>
      {data.length > 1 && (
        <TextField
          select
          label={translate('resources.listings.fields.organizationId')}
          value={organization.id}
          onChange={(event) => setChosen(event.target.value)}
        >
          {data.map(({ id, name }) => (
            <MenuItem key={id} value={id}>
              {name}
            </MenuItem>
          ))}
        </TextField>
      )}
      <StaffList key={organization.id} organization={organization} path={pathOf(organization, data)} />
      <GrantStaff key={`grant ${organization.id}`} organization={organization} path={pathOf(organization, data)} />
      <ConfirmFirst key={`provider ${organization.id}`}>
        <IdentityProvider organization={organization} path={pathOf(organization, data)} />
      </ConfirmFirst>
    </Stack>
  );
}
