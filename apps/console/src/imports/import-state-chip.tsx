import { Chip } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { ImportState } from '../api/types.js';

const colors: Record<ImportState, 'default' | 'success' | 'info' | 'warning' | 'error'> = {
  checking: 'default',
  checked: 'info',
  running: 'info',
  stopped: 'warning',
  done: 'success',
  failed: 'error',
};

export function ImportStateChip({ state }: { state: ImportState }) {
  const translate = useTranslate();
  return <Chip variant="outlined" color={colors[state]} label={translate(`import_state.${state}`)} />;
}
