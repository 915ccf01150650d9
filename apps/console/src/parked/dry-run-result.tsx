import { Box, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { DryRun, Foresight } from '../api/types.js';
import { versionsText } from './reason-text.js';

/** What a replay would do, event by event. */
export function DryRunResult({ run }: { run: DryRun }) {
  const translate = useTranslate();
  return (
    <Box role="status">
      <Typography>{translate('parked.dry_run_done')}</Typography>
      <Box component="ol" sx={{ m: 0, pl: 3 }}>
        {run.items.map((item) => (
          <li key={item.id}>
            <ForesightText item={item} />
          </li>
        ))}
      </Box>
      {run.events > run.items.length && (
        <Typography variant="body2">
          {translate('parked.more_events', { smart_count: run.events - run.items.length })}
        </Typography>
      )}
    </Box>
  );
}

function ForesightText({ item }: { item: Foresight }) {
  const translate = useTranslate();
  const { outcome, version, reason, errorClass, missing } = item;
  return (
    <>
      {translate('parked.version', { version: version ?? '–' })}: {translate(`foresight.${outcome}`)}
      {errorClass && ` (${errorClass})`}
      {outcome === 'undecodable' && reason && ` (${translate(`parked_reason.${reason}`)})`}
      {missing && `; ${translate('parked.missing', { versions: versionsText(missing) })}`}
    </>
  );
}
