import { Alert, Box, Button, Stack, TextField, Typography } from '@mui/material';
import { useState, type SyntheticEvent } from 'react';
import { useNotify, useTranslate } from 'react-admin';
import type { TotpStart } from '../api/types.js';
import { Section } from '../blocks/section.js';
import { useConsoleData } from '../blocks/use-console-data.js';
import { useGuarded } from './confirm-first.js';
import { QrCode } from './qr-code.js';
import { useFactorsChanged } from './use-security.js';

/** Adds an authenticator app: a code to scan, or to type, then one code of the app that shows it was. */
export function AddTotp() {
  const translate = useTranslate();
  const dataProvider = useConsoleData();
  const [begun, setBegun] = useState<TotpStart>();
  const { act, busy, failure } = useGuarded();
  return (
    <Section title="security.totp_title">
      <Typography variant="body2">{translate('security.totp_lead')}</Typography>
      {failure !== null && <Alert severity="error">{failure}</Alert>}
      {begun ? (
        <Scan begun={begun} onEnd={() => setBegun(undefined)} />
      ) : (
        <Button
          variant="outlined"
          sx={{ mt: 1 }}
          loading={busy}
          onClick={() => void act(() => dataProvider.beginTotp(), setBegun)}
        >
          {translate('security.totp_begin')}
        </Button>
      )}
    </Section>
  );
}

function Scan({ begun, onEnd }: { begun: TotpStart; onEnd: () => void }) {
  const translate = useTranslate();
  const dataProvider = useConsoleData();
  const notify = useNotify();
  const changed = useFactorsChanged();
  const { act, busy, failure } = useGuarded();
  const [code, setCode] = useState('');
  const [label, setLabel] = useState('');

  function send(event: SyntheticEvent) {
    event.preventDefault();
    void act(
      () => dataProvider.confirmTotp(code.replace(/\s/g, ''), label.trim() || undefined),
      async () => {
        await changed();
        notify('security.totp_added', { type: 'success' });
        onEnd();
      },
    );
  }
  return (
    <Stack component="form" spacing={1} sx={{ mt: 1, alignItems: 'flex-start' }} onSubmit={send}>
      <QrCode text={begun.uri} label={translate('security.qr')} />
      <Typography variant="body2">{translate('security.secret')}</Typography>
      <Box component="code" sx={{ overflowWrap: 'anywhere', userSelect: 'all' }}>
        {begun.secret.match(/.{1,4}/g)?.join(' ')}
      </Box>
      <TextField
        required
        label={translate('security.totp_code')}
        value={code}
        onChange={(event) => setCode(event.target.value)}
        slotProps={{ htmlInput: { inputMode: 'numeric', autoComplete: 'one-time-code', maxLength: 10 } }}
      />
      <TextField
        label={translate('security.label')}
        value={label}
        onChange={(event) => setLabel(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 80 } }}
      />
      {failure !== null && <Alert severity="error">{failure}</Alert>}
      <Stack direction="row" spacing={1}>
        <Button type="submit" variant="contained" loading={busy}>
          {translate('security.totp_confirm')}
        </Button>
        <Button onClick={onEnd}>{translate('ra.action.cancel')}</Button>
      </Stack>
    </Stack>
  );
}
