import { Stack, Typography } from '@mui/material';
import { Link, useGetList, useTranslate } from 'react-admin';
import type { CaseSummary } from '../api/types.js';
import { Section } from '../blocks/section.js';
import { TimeAgo } from '../time/time-ago.js';
import { Figure } from './figure.js';

/** What waits for moderators, and what is due first. */
export function ModerationCard() {
  const translate = useTranslate();
  const { data } = useGetList<CaseSummary>('cases', {
    filter: { state: 'open' },
    sort: { field: 'dueAt', order: 'ASC' },
    pagination: { page: 1, perPage: 1 },
  });
  const first = data?.[0];
  return (
    <Section title="home.moderation">
      <Stack direction="row" spacing={3} useFlexGap sx={{ flexWrap: 'wrap' }}>
        <Figure resource="cases" filter={{ state: 'open' }} label="home.cases_open" />
        <Figure resource="cases" filter={{ state: 'claimed' }} label="home.cases_claimed" />
      </Stack>
      {first && (
        <Typography sx={{ mt: 2 }}>
          {translate('home.due_first')} <Link to={`/cases/${first.id}/show`}>{first.listingName}</Link>,{' '}
          <TimeAgo at={first.dueAt} />
        </Typography>
      )}
    </Section>
  );
}
