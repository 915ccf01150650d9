import { Alert, Box, Button, FormControlLabel, Radio, RadioGroup, TextField, Typography } from '@mui/material';
import { useId, useState, type SyntheticEvent } from 'react';
import { useNotify, useRedirect, useRefresh, useTranslate } from 'react-admin';
import type { ParkedDiscard, WholeParkedSequence } from '../api/types.js';
import { Section } from '../blocks/section.js';
import { useConsoleData } from '../blocks/use-console-data.js';
import { useAction } from '../blocks/use-action.js';

/** Gives up the first event, or all of them, for good. It takes a reason, which the audit keeps. */
export function DiscardPanel({ one }: { one: WholeParkedSequence }) {
  const translate = useTranslate();
  const dataProvider = useConsoleData();
  const notify = useNotify();
  const redirect = useRedirect();
  const refresh = useRefresh();
  const heading = useId();
  const [what, setWhat] = useState<'first' | 'all'>('first');
  const [reason, setReason] = useState('');
  const { act, busy, failure } = useAction<ParkedDiscard>();

  function send(event: SyntheticEvent) {
    event.preventDefault();
    const eventId = what === 'first' ? one.items[0]?.id : undefined;
    void act(
      [one.id, eventId, reason],
      (key) => dataProvider.discardParked(one.id, reason, eventId, key),
      ({ discarded, left }) => {
        notify('parked.discarded', { type: 'success', messageArgs: { smart_count: discarded } });
        setReason('');
        if (left === 0) redirect('list', 'parked');
        else refresh();
      },
    );
  }
  return (
    <Section title="parked.discard_title">
      <Box component="form" onSubmit={send}>
        <Typography variant="body2">{translate('parked.discard_hint')}</Typography>
        <span id={heading} hidden>
          {translate('parked.discard_what')}
        </span>
        <RadioGroup
          aria-labelledby={heading}
          value={what}
          onChange={(_, value) => setWhat(value === 'all' ? 'all' : 'first')}
        >
          <FormControlLabel value="first" control={<Radio />} label={translate('parked.discard_first')} />
          <FormControlLabel
            value="all"
            control={<Radio />}
            label={translate('parked.discard_all', { smart_count: one.events })}
          />
        </RadioGroup>
        <TextField
          required
          label={translate('parked.discard_reason')}
          helperText={translate('parked.discard_reason_help')}
          slotProps={{ htmlInput: { maxLength: 500 } }}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        {failure !== null && <Alert severity="error">{failure}</Alert>}
        <Button type="submit" color="error" variant="outlined" loading={busy}>
          {translate('parked.discard')}
        </Button>
      </Box>
    </Section>
  );
}
