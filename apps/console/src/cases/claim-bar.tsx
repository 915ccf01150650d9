import { Alert, Button } from '@mui/material';
import { useGetIdentity, useRefresh, useTranslate } from 'react-admin';
import type { Case } from '../api/types.js';
import { useAction } from '../blocks/use-action.js';
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
  if (!claimed) return <FreeCase id={one.id} />;
  const mine = one.claimedBy === identity?.id;
  return (
    <Alert severity={mine ? 'success' : 'warning'} role="note">
      {translate(mine ? 'claim.mine' : 'claim.others')} {expires && translate('claim.until')}{' '}
      {expires && <TimeAgo at={expires} />}
    </Alert>
  );
}

function FreeCase({ id }: { id: string }) {
  const translate = useTranslate();
  const dataProvider = useConsoleData();
  const refresh = useRefresh();
  const { act, busy, failure } = useAction<unknown>();
  // Refused, somebody else may have been faster: the page shows it.
  const claim = () => act(id, (key) => dataProvider.claimCase(id, key), refresh, refresh);
  const button = (
    <Button color="inherit" size="small" loading={busy} onClick={() => void claim()}>
      {translate('claim.take')}
    </Button>
  );
  return (
    <Alert severity={failure === null ? 'info' : 'error'} role={failure === null ? 'note' : 'alert'} action={button}>
      {failure ?? translate('claim.free')}
    </Alert>
  );
}
