import { Button, Typography } from '@mui/material';
import { useState } from 'react';
import { Form, required, TextInput, useTranslate } from 'react-admin';
import type { Challenge } from '../api/session.js';
import type { SignInStepProps } from './password-step.js';

/** The second factor: a code of the authenticator app, a recovery code, or a passkey. */
export function SecondStep({
  challenge,
  take,
  refusal,
  busy,
  back,
  lead = 'sign_in.second',
  backLabel = 'sign_in.back',
}: SignInStepProps & { challenge: Challenge; back: () => void; lead?: string; backLabel?: string }) {
  const translate = useTranslate();
  const [factor, setFactor] = useState<'totp' | 'recovery-code' | undefined>(
    challenge.factors.includes('totp') ? 'totp' : undefined,
  );
  const submit = ({ code }: { code: string }) =>
    factor && take({ step: 'code', challenge: challenge.challenge, factor, code });
  const other = factor === 'totp' ? 'recovery-code' : 'totp';
  return (
    <>
      <Typography color="text.secondary" sx={{ mb: 2 }}>
        {translate(lead)}
      </Typography>
      {factor && (
        <Form<{ code: string }> key={factor} onSubmit={submit as never} noValidate>
          <TextInput
            source="code"
            label={`sign_in.code.${factor}`}
            autoComplete={factor === 'totp' ? 'one-time-code' : 'off'}
            autoFocus
            validate={required()}
            slotProps={{ htmlInput: { inputMode: factor === 'totp' ? 'numeric' : 'text' } }}
          />
          <Button type="submit" variant="contained" fullWidth loading={busy}>
            {translate('sign_in.confirm')}
          </Button>
        </Form>
      )}
      <Typography role="alert" color="error" sx={{ minHeight: '1.5em' }}>
        {refusal}
      </Typography>
      {challenge.factors.includes('passkey') && (
        <Button fullWidth disabled={busy} onClick={() => void take({ step: 'passkey', challenge })}>
          {translate('sign_in.passkey')}
        </Button>
      )}
      {challenge.factors.includes(other) && (
        <Button fullWidth disabled={busy} onClick={() => setFactor(other)}>
          {translate(`sign_in.instead.${other}`)}
        </Button>
      )}
      <Button fullWidth disabled={busy} onClick={back}>
        {translate(backLabel)}
      </Button>
    </>
  );
}
