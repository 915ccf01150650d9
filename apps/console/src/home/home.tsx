import { Grid } from '@mui/material';
import { Loading, Title, useGetIdentity, useTranslate } from 'react-admin';
import { NothingHere } from '../blocks/nothing-here.js';
import { useRoles } from '../blocks/use-roles.js';
import { OfferNotice } from '../profile/offer-notice.js';
import { ModerationCard } from './moderation-card.js';
import { OpsCard } from './ops-card.js';
import { OrganizationCard } from './organization-card.js';

/** One calm card for each kind of work that the person has; nothing that asks for more than a glance. */
export function Home() {
  const translate = useTranslate();
  const { identity } = useGetIdentity();
  const { isPending, can } = useRoles();
  if (isPending) return <Loading />;
  const cards = [
    can('cases', 'list') && <ModerationCard key="moderation" />,
    can('listings', 'list') && !can('cases', 'list') && <OrganizationCard key="organization" />,
    can('ops', 'list') && <OpsCard key="ops" />,
  ].filter((card) => card !== false);

  return (
    <>
      <Title title={translate('home.title', { name: identity?.fullName ?? '' })} />
      <OfferNotice />
      {cards.length === 0 && <NothingHere title="home.nothing" hint="home.nothing_hint" />}
      <Grid container spacing={2} sx={{ mt: 2, maxWidth: 1000 }}>
        {cards.map((card) => (
          <Grid key={card.key} size={{ xs: 12, md: 6 }}>
            {card}
          </Grid>
        ))}
      </Grid>
    </>
  );
}
