import { Chip } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Change } from '../content/differences.js';

/** The kind of change in a word. */
export function ChangeChip({ change }: { change: Change }) {
  const translate = useTranslate();
  return <Chip color="info" variant="outlined" label={translate(`change.${change}`)} />;
}
