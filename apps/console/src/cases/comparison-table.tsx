import { Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Difference } from '../content/differences.js';
import { MarkedText } from '../content/marked-text.js';
import { ChangeChip } from './change-chip.js';

/** Published and submitted side by side: what goes is struck out on the left, what comes is underlined on the right. */
export function ComparisonTable({ differences }: { differences: Difference[] }) {
  const translate = useTranslate();
  return (
    <Table sx={{ tableLayout: 'fixed', '& td, & th': { verticalAlign: 'top', overflowWrap: 'anywhere', px: 1 } }}>
      <TableHead>
        <TableRow>
          <TableCell sx={{ width: 150 }}>{translate('comparison.field')}</TableCell>
          <TableCell>{translate('comparison.published')}</TableCell>
          <TableCell>{translate('comparison.submitted')}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {differences.map((one) => (
          <TableRow key={one.field}>
            <TableCell component="th" scope="row">
              {translate(`content.fields.${one.field}`)} {one.change !== 'same' && <ChangeChip change={one.change} />}
            </TableCell>
            <TableCell sx={{ whiteSpace: 'pre-line' }}>
              <MarkedText difference={one} hide="added" />
            </TableCell>
            <TableCell sx={{ whiteSpace: 'pre-line' }}>
              <MarkedText difference={one} hide="removed" />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
