import { Chip, Stack } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Listing, ListingState } from '../api/types.js';

const colors: Record<ListingState, 'default' | 'success' | 'info' | 'warning' | 'error'> = {
  draft: 'default',
  in_review: 'info',
  published: 'success',
  paused: 'warning',
  suspended: 'error',
  archived: 'default',
};

/** The group's state, and beside it that an edit waits while the published copy stays, or that its organization may not act. */
export function ListingStates({ of }: { of: Listing }) {
  const translate = useTranslate();
  return (
    <Stack direction="row" useFlexGap spacing={0.5} sx={{ flexWrap: 'wrap' }}>
      <Chip variant="outlined" color={colors[of.state]} label={translate(`listing_state.${of.state}`)} />
      {of.pending && of.published && <Chip variant="outlined" color="info" label={translate('listing.pending')} />}
      {of.organizationState === 'suspended' && (
        <Chip variant="outlined" color="error" label={translate('listing.organization_suspended')} />
      )}
    </Stack>
  );
}
