import { Box, Typography } from '@mui/material';
import { Link, useLocale, useTranslate } from 'react-admin';
import type { ServiceStatus } from '../api/types.js';
import { useRoles } from '../blocks/use-roles.js';
import { duration } from '../time/relative.js';
import type { PartName } from './parts.js';

/** An event older than this in the outbox is stuck, not waiting. */
const stuckSeconds = 30;

/** What is written but not yet on Kafka, and what was set aside. */
export function Outbox({ name, outbox, parked }: Pick<ServiceStatus, 'outbox' | 'parked'> & { name: PartName }) {
  const translate = useTranslate();
  const locale = useLocale();
  const { can } = useRoles();
  const number = (value: number | null) => value?.toLocaleString(locale) ?? '–';
  const filter = encodeURIComponent(JSON.stringify({ service: name }));
  const sequences = (parked ?? 0) > 0 && can('parked', 'list') ? `/parked?filter=${filter}` : undefined;
  const age = outbox !== null && outbox.depth > 0 ? outbox.oldestAgeSeconds : null;
  const figures = [
    { label: 'ops.outbox_depth', value: number(outbox?.depth ?? null), bad: false, to: undefined },
    {
      label: 'ops.outbox_age',
      value: age === null ? '–' : duration(age, locale),
      bad: (age ?? 0) > stuckSeconds,
      to: undefined,
    },
    { label: 'ops.parked', value: number(parked), bad: (parked ?? 0) > 0, to: sequences },
  ];
  return (
    <Box component="dl" sx={{ display: 'flex', flexWrap: 'wrap', gap: 3, my: 1 }}>
      {figures.map(({ label, value, bad, to }) => (
        <Box key={label} sx={{ display: 'flex', flexDirection: 'column-reverse' }}>
          <Typography component="dt" variant="body2" color="text.secondary">
            {translate(label)}
          </Typography>
          <Typography
            component="dd"
            sx={{ m: 0, fontSize: '1.25rem', fontWeight: 600, fontVariantNumeric: 'tabular-nums' }}
            color={bad ? 'error' : 'inherit'}
          >
            {to === undefined ? (
              value
            ) : (
              <Link to={to} color="inherit">
                {value}
              </Link>
            )}
          </Typography>
        </Box>
      ))}
    </Box>
  );
}
