import { Alert, Chip, Skeleton, Stack, Typography } from '@mui/material';
import { Show, useRecordContext, useTranslate } from 'react-admin';
import type { Import } from '../api/types.js';
import { ShowFailed } from '../blocks/failed.js';
import { OrganizationName } from '../blocks/organization-name.js';
import { TimeAgo } from '../time/time-ago.js';
import { ImportCounts } from './import-counts.js';
import { ImportProgress } from './import-progress.js';
import { ImportRows } from './import-rows.js';
import { ImportStateChip } from './import-state-chip.js';

const busy = (state: string | undefined) => state === 'checking' || state === 'running';

/** One import: what its dry run found, the button that runs it, its progress, and what it did. */
export function ImportShow() {
  return (
    <Show<Import>
      component="div"
      actions={false}
      error={<ShowFailed />}
      redirectOnError={false}
      queryOptions={{ refetchInterval: (query) => (busy(query.state.data?.state) ? 1000 : false) }}
    >
      <ImportPage />
    </Show>
  );
}

function ImportPage() {
  const translate = useTranslate();
  const one = useRecordContext<Import>();
  if (!one) return <Skeleton variant="rectangular" height={240} />;
  const isSuspended = one.organizationState === 'suspended';
  return (
    <Stack spacing={2}>
      <Stack direction="row" useFlexGap spacing={1} sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
        <ImportStateChip state={one.state} />
        <OrganizationName id={one.organizationId} />
        {isSuspended && <Chip variant="outlined" color="error" label={translate('listing.organization_suspended')} />}
        <Typography color="text.secondary">
          {translate('import.uploaded')} <TimeAgo at={one.createdAt} />
        </Typography>
      </Stack>
      {isSuspended && (
        <Alert severity="warning" role="note">
          {translate('import.organization_suspended_hint')}
        </Alert>
      )}
      <ImportProgress one={one} />
      {one.state !== 'checking' && (
        <>
          <ImportCounts one={one} />
          <ImportRows one={one} />
        </>
      )}
    </Stack>
  );
}
