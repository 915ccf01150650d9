import { email, Form, PasswordInput, required, TextInput, useTranslate } from 'react-admin';
import { Button, Typography } from '@mui/material';
import type { SignInStep } from '../api/session.js';

type Credentials = { username: string; password: string };

/** E-mail and password, a passkey in place of both, a mail, or the organization's provider. */
export function PasswordStep({
  take,
  refusal,
  busy,
  askForMail,
  askForProvider,
}: SignInStepProps & { askForMail: (what: 'link' | 'reset') => void; askForProvider: () => void }) {
  const translate = useTranslate();
  const submit = ({ username, password }: Credentials) => take({ step: 'password', email: username, password });
  return (
    <>
      <Typography color="text.secondary" sx={{ mb: 2 }}>
        {translate('sign_in.lead')}
      </Typography>
      <Form<Credentials> onSubmit={submit as never} noValidate>
        <TextInput
          source="username"
          type="email"
          label="ra.auth.email"
          autoComplete="username"
          autoFocus
          validate={[required(), email()]}
        />
        <PasswordInput
          source="password"
          label="ra.auth.password"
          autoComplete="current-password"
          validate={required()}
        />
        <Typography role="alert" color="error" sx={{ minHeight: '1.5em' }}>
          {refusal}
        </Typography>
        <Button type="submit" variant="contained" fullWidth loading={busy}>
          {translate('ra.auth.sign_in')}
        </Button>
      </Form>
      <Button fullWidth sx={{ mt: 1 }} disabled={busy} onClick={() => void take({ step: 'passkey' })}>
        {translate('sign_in.passkey')}
      </Button>
      <Button fullWidth disabled={busy} onClick={askForProvider}>
        {translate('sign_in.provider.title')}
      </Button>
      <Button fullWidth disabled={busy} onClick={() => askForMail('link')}>
        {translate('sign_in.mail.link')}
      </Button>
      <Button fullWidth disabled={busy} onClick={() => askForMail('reset')}>
        {translate('sign_in.mail.reset')}
      </Button>
    </>
  );
}

/** What each step is given: how to take it, why it was refused, whether an answer is awaited. */
export type SignInStepProps = {
  take: (step: SignInStep) => Promise<void>;
  refusal: string;
  busy: boolean;
};
