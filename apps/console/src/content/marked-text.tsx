import { Box } from '@mui/material';
import type { Difference, Segment } from './differences.js';

/** Text with <ins> and <del>, told apart by line and by colour. */
export function MarkedText({ difference: { segments, list } }: { difference: Difference }) {
  return segments.map((segment, index) => (
    <Box component="span" key={`${index} ${segment.text}`} sx={list ? { mr: 1 } : {}}>
      <Marked segment={segment} />
      {list && index < segments.length - 1 ? ', ' : ''}
    </Box>
  ));
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
