import { Box } from '@mui/material';
import { Fragment } from 'react';
import type { Difference, Segment } from './differences.js';

type Props = { difference: Difference; hide?: Segment['fate'] };

/** Text with <ins> and <del>, told apart by line and by colour; `hide` leaves one side of the change out. */
export function MarkedText({ difference: { segments, list }, hide }: Props) {
  const shown = segments.filter(({ fate, text }) => fate !== hide && text !== '');
  return shown.map((segment, index) => (
    <Fragment key={`${index} ${segment.text}`}>
      <Marked segment={segment} />
      {index < shown.length - 1 && (list ? ', ' : separator(segment, shown[index + 1]))}
    </Fragment>
  ));
}

/** "10" struck out right before "12" must not read as 1012. */
function separator(left: Segment, right: Segment | undefined): string {
  const touching = /\S$/.test(left.text) && /^\S/.test(right?.text ?? '');
  return touching && left.fate === 'removed' && right?.fate === 'added' ? ' ' : '';
}

function Marked({ segment: { text, fate } }: { segment: Segment }) {
  if (fate === 'kept') return text;
  const removed = fate === 'removed';
  return (
    <Box
      component={removed ? 'del' : 'ins'}
      sx={{
        color: removed ? 'error.main' : 'success.main',
        textDecoration: removed ? 'line-through' : 'underline',
        textUnderlineOffset: '3px',
      }}
    >
      {text}
    </Box>
  );
}
