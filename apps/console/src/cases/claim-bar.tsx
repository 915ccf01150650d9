import { Alert, Button } from '@mui/material';
import { useState } from 'react';
import { useGetIdentity, useNotify, useRefresh, useTranslate } from 'react-admin';
import type { Case } from '../api/types.js';
import { useSubmission } from '../api/use-submission.js';
import { useProblemText } from '../blocks/problem-text.js';
import { useConsoleData } from '../blocks/use-console-data.js';
import { useNow } from '../time/use-now.js';
import { TimeAgo } from '../time/time-ago.js';

/** Who works on the case. A claim is a lease: when it has run out, anybody may take it. */
export function ClaimBar({ one }: { one: Case }) {
  const translate = useTranslate();
  const { identity } = useGetIdentity();
  const now = useNow();
  const expires = one.claimExpiresAt ?? null;
  const claimed = Boolean(one.claimedBy) && (expires === null || Date.parse(expires) > now);
  if (!claimed) {
    return (
      <Alert severity="info" role="note" action={<ClaimButton id={one.id} />}>
        {translate('claim.free')}
      </Alert>
    );
  }
  const mine = one.claimedBy === identity?.id;
  return (
    <Alert severity={mine ? 'success' : 'warning'} role="note">
      {translate(mine ? 'claim.mine' : 'claim.others')} {expires && translate('claim.until')}{' '}
      {expires && <TimeAgo at={expires} />}
    </Alert>
  );
}

function ClaimButton({ id }: { id: string }) {
  const translate = useTranslate();
  const dataProvider = useConsoleData();
  const notify = useNotify();
  const refresh = useRefresh();
  const text = useProblemText();
  const submit = useSubmission<unknown>();
  const [busy, setBusy] = useState(false);

  async function claim() {
    setBusy(true);
    try {
      await submit(id, (key) => dataProvider.claimCase(id, key));
    } catch (error) {
      notify(text(error), { type: 'error' });
    } finally {
      setBusy(false);
      refresh();
    }
  }
  return (
    <Button color="inherit" size="small" loading={busy} onClick={() => void claim()}>
      {translate('claim.take')}
    </Button>
  );
}
