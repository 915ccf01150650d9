import { startRegistration } from '@simplewebauthn/browser';
import { Alert, Button, Stack, TextField, Typography } from '@mui/material';
import { useState, type SyntheticEvent } from 'react';
import { useNotify, useTranslate } from 'react-admin';
import { Section } from '../blocks/section.js';
import { useConsoleData } from '../blocks/use-console-data.js';
import { useGuarded } from './confirm-first.js';
import { useFactorsChanged } from './use-security.js';

/** Adds a passkey: the browser asks for a finger, a face, a PIN or a security key. */
export function AddPasskey() {
  const translate = useTranslate();
  const dataProvider = useConsoleData();
  const notify = useNotify();
  const changed = useFactorsChanged();
  const { act, busy, failure } = useGuarded();
  const [label, setLabel] = useState('');

  async function enrol() {
    const { challenge, options } = await dataProvider.beginPasskey();
    // Undefined when the person gave up, or the browser has none: its own words differ.
    const answer = await startRegistration({ optionsJSON: options }).catch(() => undefined);
    if (answer) await dataProvider.finishPasskey(challenge, answer, label.trim() || undefined);
    return answer !== undefined;
  }

  function send(event: SyntheticEvent) {
    event.preventDefault();
    void act(enrol, async (made) => {
      if (!made) {
        notify('security.no_passkey_made', { type: 'warning' });
        return;
      }
      setLabel('');
      await changed();
      notify('security.passkey_added', { type: 'success' });
    });
  }
  return (
    <Section title="security.passkey_title">
      <Stack component="form" spacing={1} sx={{ alignItems: 'flex-start' }} onSubmit={send}>
        <Typography variant="body2">{translate('security.passkey_lead')}</Typography>
        <TextField
          label={translate('security.label')}
          value={label}
          onChange={(event) => setLabel(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 80 } }}
        />
        {failure !== null && <Alert severity="error">{failure}</Alert>}
        <Button type="submit" variant="outlined" loading={busy}>
          {translate('security.passkey_add')}
        </Button>
      </Stack>
    </Section>
  );
}
