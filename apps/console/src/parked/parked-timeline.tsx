import { Box, Typography } from '@mui/material';
import { useGetIdentity, useTranslate } from 'react-admin';
import type { ParkedAction } from '../api/types.js';
import { Section } from '../blocks/section.js';
import { TimeAgo } from '../time/time-ago.js';

/** What was done to the sequence so far, oldest first. */
export function ParkedTimeline({ actions }: { actions: ParkedAction[] }) {
  const translate = useTranslate();
  const { identity } = useGetIdentity();
  return (
    <Section title="parked.timeline">
      {actions.length === 0 && <Typography variant="body2">{translate('parked.no_actions')}</Typography>}
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, borderLeft: 2, borderColor: 'divider' }}>
        {actions.map((entry, index) => (
          <Box component="li" key={`${index} ${entry.at}`} sx={{ pl: 2, pb: 1.5 }}>
            <Typography>
              {translate(`parked_action.${entry.action}`)}
              {entry.actor === identity?.id && ` (${translate('case.by_you')})`}
              {entry.reason && `: ${translate(`parked_reason.${entry.reason}`, { _: entry.reason })}`}
            </Typography>
            {entry.outcome && <Typography variant="body2">{outcomeText(entry.outcome)}</Typography>}
            <Typography variant="body2" color="text.secondary">
              <TimeAgo at={entry.at} />
            </Typography>
          </Box>
        ))}
      </Box>
    </Section>
  );
}

function outcomeText(outcome: NonNullable<ParkedAction['outcome']>): string {
  return Object.entries(outcome)
    .map(([what, count]) => `${what} ${count}`)
    .join(', ');
}
