import { Typography } from '@mui/material';
import { useState } from 'react';
import { Button, useListContext, useNotify, useTranslate } from 'react-admin';
import type { CaseSummary } from '../api/types.js';
import { BULK_LIMIT, isForBulk } from './case-state.js';

/** Beyond the page that is shown, and without the reports; it says so, since the number would not be understood otherwise. */
export function SelectAllCases() {
  const translate = useTranslate();
  const notify = useNotify();
  const { data = [], getData, hasNextPage, hasPreviousPage, onSelect, selectedIds } = useListContext<CaseSummary>();
  const [busy, setBusy] = useState(false);
  const wholePage = data.filter(isForBulk).every(({ id }) => selectedIds.includes(id));
  const more = (hasNextPage === true || hasPreviousPage === true) && selectedIds.length <= data.length;

  async function selectAll() {
    setBusy(true);
    try {
      const first = (await getData?.({ maxResults: BULK_LIMIT })) ?? [];
      onSelect(first.filter(isForBulk).map(({ id }) => id));
      if (first.length === BULK_LIMIT)
        notify('ra.message.select_all_limit_reached', { messageArgs: { max: BULK_LIMIT } });
    } catch {
      notify('ra.notification.http_error', { type: 'error' });
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      {wholePage && more && (
        <Button label={translate('ra.action.select_all_button')} disabled={busy} onClick={() => void selectAll()} />
      )}
      <Typography variant="body2" sx={{ alignSelf: 'center', ml: 1 }}>
        {translate('case.reports_one_by_one')}
      </Typography>
    </>
  );
}
