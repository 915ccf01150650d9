import { Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { ServiceStatus } from '../api/types.js';
import { TimeAgo } from '../time/time-ago.js';

/** How far a service is behind on each topic that it reads. */
export function Consumers({ consumers }: Pick<ServiceStatus, 'consumers'>) {
  const translate = useTranslate();
  if (consumers.length === 0) return <Typography variant="body2">{translate('ops.no_topics')}</Typography>;
  return (
    <Table size="small" sx={{ '& td, & th': { px: 0.5 } }}>
      <TableHead>
        <TableRow>
          <TableCell>{translate('ops.topic')}</TableCell>
          <TableCell align="right">{translate('ops.lag')}</TableCell>
          <TableCell>{translate('ops.committed')}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {consumers.map(({ topic, lag, committedAt }) => (
          <TableRow key={topic}>
            <TableCell component="th" scope="row" sx={{ overflowWrap: 'anywhere', fontWeight: 400 }}>
              {topic.replace(/^opencircle\./, '')}
            </TableCell>
            <TableCell align="right" sx={{ fontVariantNumeric: 'tabular-nums' }}>
              {lag}
            </TableCell>
            <TableCell>{committedAt ? <TimeAgo at={committedAt} /> : '–'}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
