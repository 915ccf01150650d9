import { List, ListItem, ListItemText, Skeleton, Typography } from '@mui/material';
import { useGetList, useLocale, useTranslate } from 'react-admin';
import type { Listing, Visit } from '../api/types.js';
import { Failed } from '../blocks/failed.js';
import { Section } from '../blocks/section.js';
import { dateTime } from '../time/relative.js';

/** Who comes to visit: the name to call them by and the session, nothing else. */
export function BookedVisits({ listing }: { listing: Listing }) {
  const translate = useTranslate();
  const locale = useLocale();
  const { data, error, isPending, refetch } = useGetList<Visit>('visits', {
    filter: { listingId: listing.id },
    pagination: { page: 1, perPage: 50 },
  });
  return (
    <Section title="visits.title">
      {isPending && <Skeleton height={48} />}
      {error && <Failed error={error} onRetry={() => void refetch()} />}
      {data?.length === 0 && <Typography>{translate('visits.none')}</Typography>}
      <List dense disablePadding>
        {data?.map(({ id, displayName, sessionStart }) => (
          <ListItem key={id} disableGutters>
            <ListItemText
              primary={displayName}
              secondary={dateTime(sessionStart, locale, listing.content.series.zone)}
            />
          </ListItem>
        ))}
      </List>
    </Section>
  );
}
