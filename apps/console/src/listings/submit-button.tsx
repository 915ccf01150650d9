import { Button } from '@mui/material';
import { useState } from 'react';
import { useNotify, useRefresh, useTranslate } from 'react-admin';
import type { Listing } from '../api/types.js';
import { useSubmission } from '../api/use-submission.js';
import { useProblemText } from '../blocks/problem-text.js';
import { useConsoleData } from '../blocks/use-console-data.js';
import { useRoles } from '../blocks/use-roles.js';

/** Sends a draft to the moderators. */
export function SubmitButton({ listing }: { listing: Listing }) {
  const translate = useTranslate();
  const dataProvider = useConsoleData();
  const notify = useNotify();
  const refresh = useRefresh();
  const text = useProblemText();
  const submit = useSubmission<unknown>();
  const { can } = useRoles();
  const [busy, setBusy] = useState(false);
  if (!can('listings', 'submit')) return null;

  async function send() {
    setBusy(true);
    try {
      await submit([listing.id, listing.version], (key) => dataProvider.submitListing(listing.id, key));
      notify('listing.submitted', { type: 'success' });
      refresh();
    } catch (error) {
      notify(text(error), { type: 'error' });
    } finally {
      setBusy(false);
    }
  }
  return (
    <Button size="small" variant="contained" loading={busy} onClick={() => void send()}>
      {translate('listing.submit')}
    </Button>
  );
}
