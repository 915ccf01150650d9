import { Button, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useNotify, useTranslate } from 'react-admin';
import type { Invitation, PlatformInvitation } from '../api/types.js';
import { TimeAgo } from '../time/time-ago.js';
import { Line, Lines } from './lines.js';
import { useAction } from './use-action.js';

type Invited = Invitation | PlatformInvitation;
type Props<One> = {
  invitations: One[];
  /** Missing for those who may not take an invitation back. */
  revoke?: ((id: string) => Promise<undefined>) | undefined;
  onRevoked: () => unknown;
  /** What there is to say beside address, role and state. */
  about?: (one: One) => ReactNode;
};

/** Who was invited, and what came of it. */
export function InvitationLines<One extends Invited>({ invitations, about, ...line }: Props<One>) {
  const translate = useTranslate();
  if (invitations.length === 0)
    return <Typography color="text.secondary">{translate('team.nobody_invited')}</Typography>;
  return (
    <Lines>
      {invitations.map((one) => (
        <InvitationLine key={one.id} one={one} {...line}>
          {about?.(one)}
        </InvitationLine>
      ))}
    </Lines>
  );
}

type LineProps = { one: Invited; children: ReactNode } & Pick<Props<Invited>, 'revoke' | 'onRevoked'>;

function InvitationLine({ one, revoke, onRevoked, children }: LineProps) {
  const translate = useTranslate();
  const notify = useNotify();
  const { act, busy, failure } = useAction<undefined>();
  const { id, email, role, state, invitedAt, expiresAt } = one;
  const button = state === 'open' && revoke && (
    <Button
      color="error"
      loading={busy}
      aria-label={translate('team.uninvite_one', { email })}
      onClick={() =>
        void act(
          id,
          () => revoke(id),
          () => {
            notify('team.uninvited', { type: 'success' });
            return onRevoked();
          },
        )
      }
    >
      {translate('team.uninvite')}
    </Button>
  );
  return (
    <Line failure={failure} action={button}>
      <Typography sx={{ overflowWrap: 'anywhere' }}>
        {email}: {translate(`role.${role}`)}
      </Typography>
      {children}
      <Typography variant="body2" color="text.secondary">
        {translate(`team.invitation_state.${state}`)} <TimeAgo at={state === 'open' ? expiresAt : invitedAt} />
      </Typography>
    </Line>
  );
}
