import { Alert } from '@mui/material';
import { Link, useTranslate } from 'react-admin';
import { useReceivedOffers } from './use-received-offers.js';

/** On the start page: an organization is offered, and where it can be taken over. */
export function OfferNotice() {
  const translate = useTranslate();
  const { data: offers = [] } = useReceivedOffers();
  return offers.map(({ id, organizationName }) => (
    <Alert key={id} severity="info" sx={{ mt: 2, maxWidth: 1000 }}>
      {translate('profile.offer_title', { organization: organizationName })}{' '}
      <Link to="/profile" color="inherit">
        {translate('profile.offer_look')}
      </Link>
    </Alert>
  ));
}
