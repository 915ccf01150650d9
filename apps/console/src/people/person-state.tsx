import { Chip } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Person } from '../api/types.js';

export function PersonState({ state }: Person) {
  const translate = useTranslate();
  return (
    <Chip
      label={translate(`people.state.${state}`)}
      color={state === 'active' ? 'success' : 'error'}
      variant="outlined"
    />
  );
}
