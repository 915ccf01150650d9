import { Chip, Stack, Typography } from '@mui/material';
import type { ReactElement } from 'react';
import { Link, Loading, RecordsIterator, useListContext, useTranslate } from 'react-admin';
import type { ParkedSequence } from '../api/types.js';
import { TimeAgo } from '../time/time-ago.js';
import { ReasonText, shortName, versionsText } from './reason-text.js';

export function ParkedCards({ empty }: { empty: ReactElement }) {
  const translate = useTranslate();
  const { data, isPending } = useListContext<ParkedSequence>();
  if (isPending) return <Loading />;
  if (data?.length === 0) return empty;
  return (
    <Stack component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      <RecordsIterator<ParkedSequence>
        render={(one) => (
          <Stack component="li" spacing={0.75} sx={{ p: 2, borderBottom: 1, borderColor: 'divider' }}>
            <Link to={`/parked/${one.id}/show`}>{shortName(one.topic, one.subject)}</Link>
            <Typography variant="body2">
              <ReasonText {...one} />, {translate('parked.count', { smart_count: one.events })},{' '}
              {translate('parked.versions')} {versionsText(one.versions)}
            </Typography>
            <Typography variant="body2" color="text.secondary">
              <Chip label={one.service} /> {translate('parked.first_seen')} <TimeAgo at={one.firstSeenAt} />
            </Typography>
          </Stack>
        )}
      />
    </Stack>
  );
}
