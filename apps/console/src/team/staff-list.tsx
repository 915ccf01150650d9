import { Alert, Button, Skeleton, Stack, Typography } from '@mui/material';
import { useNotify, useTranslate } from 'react-admin';
import type { Organization, Staff } from '../api/types.js';
import { Failed } from '../blocks/failed.js';
import { Section } from '../blocks/section.js';
import { useAction } from '../blocks/use-action.js';
import { useConsoleData } from '../blocks/use-console-data.js';
import { canAccess } from '../access/access.js';
import { useRoles } from '../blocks/use-roles.js';
import { TimeAgo } from '../time/time-ago.js';
import { useStaff } from './use-staff.js';

/** Who acts for this organization, longest first; each role can be taken back by who may. */
export function StaffList({ organization, path }: { organization: Organization; path: string[] }) {
  const translate = useTranslate();
  const { data, error, refetch } = useStaff(organization.id);
  return (
    <Section title={organization.name}>
      {error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton height={48} />
      ) : data.length === 0 ? (
        <Typography color="text.secondary">{translate('team.nobody')}</Typography>
      ) : (
        <Stack component="ul" spacing={1} sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {data.map((one) => (
            <StaffLine key={`${one.personId} ${one.role}`} staff={one} path={path} onRevoked={() => void refetch()} />
          ))}
        </Stack>
      )}
    </Section>
  );
}

function StaffLine({ staff, path, onRevoked }: { staff: Staff; path: string[]; onRevoked: () => void }) {
  const translate = useTranslate();
  const dataProvider = useConsoleData();
  const notify = useNotify();
  const { roles } = useRoles();
  const { act, busy, failure } = useAction<undefined>();
  const role = translate(`role.${staff.role}`);
  const { organizationId, personId } = staff;
  const may = canAccess(roles, 'team', 'revoke', { organizationPath: path }, `role:${staff.role}`);
  const revoke = () =>
    act(
      [organizationId, personId, staff.role],
      () => dataProvider.revokeStaff(organizationId, personId, staff.role),
      () => {
        notify('people.revoked', { type: 'success', messageArgs: { role } });
        onRevoked();
      },
    );
  return (
    <li>
      <Stack direction="row" spacing={2} sx={{ alignItems: 'center', justifyContent: 'space-between' }}>
        <div>
          <Typography>
            {staff.displayName}: {role}
          </Typography>
          <Typography variant="body2" color="text.secondary">
            {staff.listingIds.length > 0 && `${translate('team.groups', { smart_count: staff.listingIds.length })}, `}
            {translate('team.since')} <TimeAgo at={staff.grantedAt} />
          </Typography>
        </div>
        {may && (
          <Button
            color="error"
            loading={busy}
            onClick={() => void revoke()}
            aria-label={translate('team.revoke', { name: staff.displayName, role })}
          >
            {translate('people.revoke')}
          </Button>
        )}
      </Stack>
      {failure !== null && <Alert severity="error">{failure}</Alert>}
    </li>
  );
}
