import { Box, Typography } from '@mui/material';
import { useGetIdentity, useTranslate } from 'react-admin';
import type { TimelineEntry } from '../api/types.js';
import { Section } from '../blocks/section.js';
import { TimeAgo } from '../time/time-ago.js';

/** What happened to the case so far, oldest first. */
export function CaseTimeline({ entries }: { entries: TimelineEntry[] }) {
  const translate = useTranslate();
  const { identity } = useGetIdentity();
  return (
    <Section title="case.timeline">
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, borderLeft: 2, borderColor: 'divider' }}>
        {entries.map((entry, index) => (
          <Box component="li" key={`${index} ${entry.at}`} sx={{ pl: 2, pb: 1.5 }}>
            <Typography>
              {translate(`timeline.${entry.what}`, { _: entry.what.replaceAll('-', ' ') })}
              {entry.by && entry.by === identity?.id && ` (${translate('case.by_you')})`}
              {entry.reasonCode && `: ${translate(`reason.${entry.reasonCode}`, { _: entry.reasonCode })}`}
            </Typography>
            {entry.note && <Typography variant="body2">{entry.note}</Typography>}
            <Typography variant="body2" color="text.secondary">
              <TimeAgo at={entry.at} />
            </Typography>
          </Box>
        ))}
      </Box>
    </Section>
  );
}
