import BreachIcon from '@mui/icons-material/ErrorOutline';
import WarnIcon from '@mui/icons-material/Schedule';
import { Box } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { CaseSummary } from '../api/types.js';
import { dueMark } from '../time/due.js';
import { TimeAgo } from '../time/time-ago.js';
import { useNow } from '../time/use-now.js';

/** When a decision is due, with a mark (word and sign, not colour alone) when it is late or soon will be. */
export function DueTime({ of }: { of: CaseSummary }) {
  const translate = useTranslate();
  const mark = dueMark(of, useNow());
  const Icon = mark === 'breach' ? BreachIcon : WarnIcon;
  const color = mark === 'breach' ? 'error.main' : mark === 'warn' ? 'warning.main' : 'text.secondary';
  if (mark === 'settled') return <TimeAgo at={of.dueAt} />;
  return (
    <Box
      component="span"
      sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5, color, time: { whiteSpace: 'nowrap' } }}
    >
      {mark !== 'on-time' && <Icon fontSize="small" aria-hidden />}
      <span>
        {translate(`due.${mark}`)} <TimeAgo at={of.dueAt} />
      </span>
    </Box>
  );
}
