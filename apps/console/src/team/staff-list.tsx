import { Alert, Button, Typography } from '@mui/material';
import { useNotify, useTranslate } from 'react-admin';
import type { Staff } from '../api/types.js';
import { Line, Lines } from '../blocks/lines.js';
import { Loaded } from '../blocks/loaded.js';
import { Section } from '../blocks/section.js';
import { useAction } from '../blocks/use-action.js';
import { useConsoleData } from '../blocks/use-console-data.js';
import { Since } from '../time/since.js';
import { useMay, type Team } from './use-may.js';
import { useStaff, useTeamChanged } from './use-team.js';

/** Who acts for this organization, longest first; each role can be taken back by who may. */
export function StaffList(team: Team) {
  const { organization } = team;
  const translate = useTranslate();
  return (
    <Section title={organization.name}>
      {organization.state === 'suspended' && (
        <Alert severity="warning" sx={{ mb: 1 }}>
          {translate('team.suspended')}
        </Alert>
      )}
      <Loaded query={useStaff(organization.id)}>
        {(staff) =>
          staff.length === 0 ? (
            <Typography color="text.secondary">{translate('team.nobody')}</Typography>
          ) : (
            <Lines>
              {staff.map((one) => (
                <StaffLine key={`${one.personId} ${one.role}`} staff={one} team={team} />
              ))}
            </Lines>
          )
        }
      </Loaded>
    </Section>
  );
}

function StaffLine({ staff, team }: { staff: Staff; team: Team }) {
  const translate = useTranslate();
  const dataProvider = useConsoleData();
  const notify = useNotify();
  const teamChanged = useTeamChanged();
  const may = useMay(team);
  const { act, busy, failure } = useAction<undefined>();
  const role = translate(`role.${staff.role}`);
  const { organizationId, personId } = staff;
  const revoke = () =>
    act(
      [organizationId, personId, staff.role],
      () => dataProvider.revokeStaff(organizationId, personId, staff.role),
      () => {
        notify('people.revoked', { type: 'success', messageArgs: { role } });
        return teamChanged();
      },
    );
  const button = may('revoke', staff.role) && (
    <Button
      color="error"
      loading={busy}
      onClick={() => void revoke()}
      aria-label={translate('team.revoke', { name: staff.displayName, role })}
    >
      {translate('people.revoke')}
    </Button>
  );
  return (
    <Line failure={failure} action={button}>
      <Typography>
        {staff.displayName}: {role}
      </Typography>
      <Typography variant="body2" color="text.secondary">
        {staff.listingIds.length > 0 && `${translate('team.groups', { smart_count: staff.listingIds.length })}, `}
        {translate('team.since')} <Since at={staff.grantedAt} />
      </Typography>
    </Line>
  );
}
