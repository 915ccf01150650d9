import { Checkbox } from '@mui/material';
import { useListContext, useTranslate } from 'react-admin';
import type { CaseSummary } from '../api/types.js';
import { isForBulk } from './case-state.js';

/** Selects one case; its name is the box's label, so that a screen reader says which one. */
export function SelectCase({ one }: { one: CaseSummary }) {
  const translate = useTranslate();
  const { selectedIds, onToggleItem } = useListContext<CaseSummary>();
  const offered = isForBulk(one);
  return (
    <Checkbox
      size="small"
      sx={{ p: 0.5 }}
      disabled={!offered}
      checked={offered && selectedIds.includes(one.id)}
      onChange={() => onToggleItem(one.id)}
      slotProps={{ input: { 'aria-label': translate('case.select', { name: one.listingName }) } }}
    />
  );
}
