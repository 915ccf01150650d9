import { Alert, Button, Stack, Typography } from '@mui/material';
import { useNotify, useTranslate } from 'react-admin';
import type { ReceivedOffer } from '../api/types.js';
import { Section } from '../blocks/section.js';
import { useAccessChanged } from '../blocks/use-access-changed.js';
import { useConsoleData } from '../blocks/use-console-data.js';
import { useGuarded } from '../security/confirm-first.js';
import { TimeAgo } from '../time/time-ago.js';
import { useReceivedOffers } from './use-received-offers.js';

/** Organizations that somebody wants to hand over to whoever looks; nothing where there is none. */
export function ReceivedOffers() {
  const { data: offers = [] } = useReceivedOffers();
  return offers.map((offer) => <Received key={offer.id} offer={offer} />);
}

/** An offer that is not taken is over by itself. */
function Received({ offer }: { offer: ReceivedOffer }) {
  const translate = useTranslate();
  const dataProvider = useConsoleData();
  const notify = useNotify();
  const accessChanged = useAccessChanged();
  const { refetch } = useReceivedOffers();
  const { act, busy, failure } = useGuarded();
  const names = { organization: offer.organizationName, name: offer.fromName };
  const accept = () =>
    act(
      () => dataProvider.acceptOwnership(offer.id),
      async () => {
        notify('profile.offer_accepted', { type: 'success', messageArgs: names });
        await accessChanged();
        await refetch();
      },
    );
  return (
    <Section title={translate('profile.offer_title', names)}>
      <Stack spacing={1} sx={{ alignItems: 'flex-start' }}>
        <Typography>{translate('profile.offer_lead', names)}</Typography>
        <Typography variant="body2" color="text.secondary">
          {translate('profile.offer_until')} <TimeAgo at={offer.expiresAt} />
        </Typography>
        {failure !== null && <Alert severity="error">{failure}</Alert>}
        <Button variant="contained" loading={busy} onClick={() => void accept()}>
          {translate('profile.offer_accept')}
        </Button>
      </Stack>
    </Section>
  );
}
