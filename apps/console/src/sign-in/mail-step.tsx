import { Alert, Button, Typography } from '@mui/material';
import { useState } from 'react';
import { email, Form, required, TextInput, useTranslate } from 'react-admin';
import { useAction } from '../blocks/use-action.js';
import { useConsoleData } from '../blocks/use-console-data.js';

/** Asks for a mail: a link to sign in with, or one to a new password. The answer does not tell whether the address is known. */
export function MailStep({ what, back }: { what: 'link' | 'reset'; back: () => void }) {
  const translate = useTranslate();
  const dataProvider = useConsoleData();
  const { act, busy, failure } = useAction<undefined>();
  const [sent, setSent] = useState(false);
  const send = ({ username }: { username: string }) =>
    act(
      [what, username],
      () => (what === 'link' ? dataProvider.requestLink(username) : dataProvider.requestReset(username)),
      () => setSent(true),
    );
  return (
    <>
      <Typography color="text.secondary" sx={{ mb: 2 }}>
        {translate(`sign_in.mail.${what}_lead`)}
      </Typography>
      <Form<{ username: string }> onSubmit={send as never} noValidate>
        <TextInput
          source="username"
          type="email"
          label="ra.auth.email"
          autoComplete="username"
          autoFocus
          validate={[required(), email()]}
        />
        <div role="status">{sent && <Alert severity="success">{translate('sign_in.mail.sent')}</Alert>}</div>
        <Typography role="alert" color="error" sx={{ minHeight: '1.5em' }}>
          {failure}
        </Typography>
        <Button type="submit" variant="contained" fullWidth loading={busy}>
          {translate('sign_in.mail.send')}
        </Button>
      </Form>
      <Button fullWidth sx={{ mt: 1 }} disabled={busy} onClick={back}>
        {translate('sign_in.back')}
      </Button>
    </>
  );
}
