import { Box, Typography } from '@mui/material';
import { useLocale, useTranslate } from 'react-admin';
import type { ServiceStatus } from '../api/types.js';
import { duration } from '../time/relative.js';

/** An event older than this in the outbox is stuck, not waiting. */
const stuckSeconds = 30;

/** What is written but not yet on Kafka, and what was set aside. */
export function Outbox({ outbox, parked }: Pick<ServiceStatus, 'outbox' | 'parked'>) {
  const translate = useTranslate();
  const locale = useLocale();
  const number = (value: number | null) => value?.toLocaleString(locale) ?? '–';
  const age = outbox !== null && outbox.depth > 0 ? outbox.oldestAgeSeconds : null;
  const figures = [
    { label: 'ops.outbox_depth', value: number(outbox?.depth ?? null), bad: false },
    { label: 'ops.outbox_age', value: age === null ? '–' : duration(age, locale), bad: (age ?? 0) > stuckSeconds },
    { label: 'ops.parked', value: number(parked), bad: (parked ?? 0) > 0 },
  ];
  return (
    <Box component="dl" sx={{ display: 'flex', flexWrap: 'wrap', gap: 3, my: 1 }}>
      {figures.map(({ label, value, bad }) => (
        <Box key={label} sx={{ display: 'flex', flexDirection: 'column-reverse' }}>
          <Typography component="dt" variant="body2" color="text.secondary">
            {translate(label)}
          </Typography>
          <Typography
            component="dd"
            sx={{ m: 0, fontSize: '1.25rem', fontWeight: 600, fontVariantNumeric: 'tabular-nums' }}
            color={bad ? 'error' : 'inherit'}
          >
            {value}
          </Typography>
        </Box>
      ))}
    </Box>
  );
}
