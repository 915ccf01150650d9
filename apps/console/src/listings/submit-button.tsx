import { Alert, Button } from '@mui/material';
import { useNotify, useRefresh, useTranslate } from 'react-admin';
import type { Listing } from '../api/types.js';
import { useAction } from '../blocks/use-action.js';
import { useConsoleData } from '../blocks/use-console-data.js';
import { useRoles } from '../blocks/use-roles.js';

/** Sends a draft to the moderators. */
export function SubmitButton({ listing }: { listing: Listing }) {
  const translate = useTranslate();
  const dataProvider = useConsoleData();
  const notify = useNotify();
  const refresh = useRefresh();
  const { act, busy, failure } = useAction<unknown>();
  const { can } = useRoles();
  if (!can('listings', 'submit') || listing.organizationState === 'suspended') return null;
  const send = () =>
    act(
      [listing.id, listing.version],
      (key) => dataProvider.submitListing(listing.id, key),
      () => {
        notify('listing.submitted', { type: 'success' });
        refresh();
      },
    );
  return (
    <>
      {failure !== null && <Alert severity="error">{failure}</Alert>}
      <Button size="small" variant="contained" loading={busy} onClick={() => void send()}>
        {translate('listing.submit')}
      </Button>
    </>
  );
}
