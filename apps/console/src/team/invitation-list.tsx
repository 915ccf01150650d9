import { Button, Typography } from '@mui/material';
import { useNotify, useTranslate } from 'react-admin';
import type { Invitation, Organization } from '../api/types.js';
import { Line, Lines } from '../blocks/lines.js';
import { Loaded } from '../blocks/loaded.js';
import { Section } from '../blocks/section.js';
import { useAction } from '../blocks/use-action.js';
import { useConsoleData } from '../blocks/use-console-data.js';
import { TimeAgo } from '../time/time-ago.js';
import { useMay } from './use-may.js';
import { useInvitations, useTeamChanged } from './use-team.js';

/** Whom the organization has invited, and what came of it. */
export function InvitationList({ organization, path }: { organization: Organization; path: string[] }) {
  const translate = useTranslate();
  return (
    <Section title="team.invitations">
      <Loaded query={useInvitations(organization.id)}>
        {(invitations) =>
          invitations.length === 0 ? (
            <Typography color="text.secondary">{translate('team.nobody_invited')}</Typography>
          ) : (
            <Lines>
              {invitations.map((one) => (
                <InvitationLine key={one.id} invitation={one} path={path} />
              ))}
            </Lines>
          )
        }
      </Loaded>
    </Section>
  );
}

function InvitationLine({ invitation, path }: { invitation: Invitation; path: string[] }) {
  const translate = useTranslate();
  const dataProvider = useConsoleData();
  const notify = useNotify();
  const teamChanged = useTeamChanged();
  const may = useMay(path);
  const { act, busy, failure } = useAction<undefined>();
  const { id, organizationId, email, role, state } = invitation;
  const revoke = () =>
    act(
      id,
      () => dataProvider.revokeInvitation(organizationId, id),
      () => {
        notify('team.uninvited', { type: 'success' });
        return teamChanged();
      },
    );
  const button = state === 'open' && may('uninvite') && (
    <Button
      color="error"
      loading={busy}
      onClick={() => void revoke()}
      aria-label={translate('team.uninvite_one', { email })}
    >
      {translate('team.uninvite')}
    </Button>
  );
  return (
    <Line failure={failure} action={button}>
      <Typography sx={{ overflowWrap: 'anywhere' }}>
        {email}: {translate(`role.${role}`)}
      </Typography>
      <Typography variant="body2" color="text.secondary">
        {translate(`team.invitation_state.${state}`)} <TimeAgo at={state === 'open' ? invitation.expiresAt : invitation.invitedAt} />
      </Typography>
    </Line>
  );
}
