import { Alert, Box, Skeleton, Stack } from '@mui/material';
import { Show, useRecordContext, useTranslate } from 'react-admin';
import type { Listing } from '../api/types.js';
import { ShowFailed } from '../blocks/failed.js';
import { Section } from '../blocks/section.js';
import { useRoles } from '../blocks/use-roles.js';
import { ContentFacts } from '../content/content-facts.js';
import { VenueMap } from '../content/venue-map.js';
import { BookedVisits } from './booked-visits.js';
import { ListingStates } from './listing-states.js';
import { SubmitButton } from './submit-button.js';

/** A group as its staff wrote it. */
export function ListingShow() {
  return (
    <Show<Listing> component="div" actions={false} error={<ShowFailed />} redirectOnError={false}>
      <ListingPage />
    </Show>
  );
}

function ListingPage() {
  const listing = useRecordContext<Listing>();
  const { can } = useRoles();
  const translate = useTranslate();
  if (!listing) return <Skeleton variant="rectangular" height={320} />;
  return (
    <Stack spacing={2}>
      <Stack direction="row" useFlexGap spacing={1} sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
        <ListingStates of={listing} />
        <span>{listing.organizationName}</span>
        {listing.state === 'draft' && <SubmitButton listing={listing} />}
      </Stack>
      {listing.organizationState === 'suspended' && (
        <Alert severity="warning" role="note">
          {translate('listing.organization_suspended_hint')}
        </Alert>
      )}
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) 400px' } }}>
        <Section title="case.content">
          <ContentFacts content={listing.content} />
        </Section>
        <Stack spacing={2}>
          <Section title="case.place">
            <VenueMap content={listing.content} />
          </Section>
          {listing.published && can('visits', 'list') && <BookedVisits listing={listing} />}
        </Stack>
      </Box>
    </Stack>
  );
}
