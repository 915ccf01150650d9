import { Box, Table, TableBody, TableCell, TableRow, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { ParkedEvent, WholeParkedSequence } from '../api/types.js';
import { Section } from '../blocks/section.js';
import { ReasonText } from './reason-text.js';

/** The first events of the sequence, in order. */
export function ParkedEvents({ one }: { one: WholeParkedSequence }) {
  const translate = useTranslate();
  const more = one.events - one.items.length;
  return (
    <Section title="parked.events">
      <Typography variant="body2" color="text.secondary" gutterBottom>
        {translate('parked.outline_hint')}
      </Typography>
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {one.items.map((event) => (
          <Box component="li" key={event.id} sx={{ py: 1, borderTop: 1, borderColor: 'divider' }}>
            <EventBlock event={event} />
          </Box>
        ))}
      </Box>
      {more > 0 && <Typography>{translate('parked.more_events', { smart_count: more })}</Typography>}
    </Section>
  );
}

function EventBlock({ event }: { event: ParkedEvent }) {
  const translate = useTranslate();
  const type = event.type?.replace(/^org\.opencircle\./, '') ?? translate('parked.unknown_type');
  return (
    <>
      <Typography variant="h3">
        {translate('parked.version', { version: event.version ?? '–' })}: {type}
      </Typography>
      <Typography variant="body2">
        <ReasonText {...event} />, {translate('parked.attempts', { smart_count: event.attempts })},{' '}
        {translate('parked.place', { partition: event.partition, offset: event.offset })}
      </Typography>
      <details>
        <summary>{translate('parked.outline')}</summary>
        <Outline event={event} />
      </details>
    </>
  );
}

function Outline({ event: { headers, unknownHeaders, content } }: { event: ParkedEvent }) {
  const translate = useTranslate();
  const lines = [
    ...headers.map(({ name, value }) => ({ name, value })),
    ...content.fields.map(({ pointer, value }) => ({ name: pointer, value })),
    { name: 'sha256', value: content.sha256 ?? '–' },
  ];
  return (
    <>
      <Table size="small" sx={{ '& td, & th': { overflowWrap: 'anywhere', verticalAlign: 'top' } }}>
        <TableBody>
          {lines.map(({ name, value }, index) => (
            <TableRow key={`${index} ${name}`}>
              <TableCell component="th" scope="row">
                {name}
              </TableCell>
              <TableCell>{value}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <Typography variant="body2">
        {translate('parked.hidden', { bytes: content.bytes ?? 0, keys: content.unknownKeys, headers: unknownHeaders })}
      </Typography>
    </>
  );
}
