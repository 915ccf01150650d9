import { Button, Typography } from '@mui/material';
import { useNotify, useTranslate } from 'react-admin';
import type { Offer } from '../api/types.js';
import { Line, Lines } from '../blocks/lines.js';
import { useAction } from '../blocks/use-action.js';
import { useConsoleData } from '../blocks/use-console-data.js';
import { TimeAgo } from '../time/time-ago.js';
import { useMay, type Team } from './use-may.js';
import { useTeamChanged } from './use-team.js';

/** An open offer; any owner takes it back. */
export function OfferLine({ offer, name, team }: { offer: Offer; name: string; team: Team }) {
  const translate = useTranslate();
  const dataProvider = useConsoleData();
  const notify = useNotify();
  const teamChanged = useTeamChanged();
  const may = useMay(team);
  const { act, busy, failure } = useAction<undefined>();
  const cancel = () =>
    act(
      offer.id,
      () => dataProvider.cancelOffer(offer.organizationId, offer.id),
      () => {
        notify('team.offer_withdrawn', { type: 'success' });
        return teamChanged();
      },
    );
  const button = may('withdraw') && (
    <Button color="error" loading={busy} onClick={() => void cancel()}>
      {translate('team.offer_withdraw')}
    </Button>
  );
  return (
    <Lines>
      <Line failure={failure} action={button}>
        <Typography>{translate('team.offer_open', { name })}</Typography>
        <Typography variant="body2" color="text.secondary">
          {translate('team.invitation_state.open')} <TimeAgo at={offer.expiresAt} />
        </Typography>
      </Line>
    </Lines>
  );
}
