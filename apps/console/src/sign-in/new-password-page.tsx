import { Alert, Button, Typography } from '@mui/material';
import { useState } from 'react';
import { Form, Link, useTranslate } from 'react-admin';
import { NewPasswordInput } from '../blocks/new-password-input.js';
import { useAction } from '../blocks/use-action.js';
import { useConsoleData } from '../blocks/use-console-data.js';
import { SignInFrame } from './sign-in-frame.js';
import { useMailedToken } from './use-mailed-token.js';

/** Where a mail's link to a new password leads. It ends every session, and signs nobody in. */
export function NewPasswordPage() {
  const translate = useTranslate();
  const dataProvider = useConsoleData();
  const token = useMailedToken();
  const [done, setDone] = useState(false);
  const { act, busy, failure } = useAction<undefined>();
  const send = ({ password }: { password: string }) =>
    act(
      [token, password],
      () => dataProvider.resetPassword(token ?? '', password),
      () => setDone(true),
    );
  return (
    <SignInFrame title="sign_in.new_password.title">
      {!done && (
        <Typography color="text.secondary" sx={{ my: 2 }}>
          {translate(token === undefined ? 'sign_in.link.none' : 'sign_in.new_password.lead')}
        </Typography>
      )}
      <div role="status">{done && <Alert severity="success">{translate('sign_in.new_password.done')}</Alert>}</div>
      {token !== undefined && !done && (
        <Form<{ password: string }> onSubmit={send as never} noValidate>
          <NewPasswordInput label="sign_in.new_password.password" helperText="security.password_help" />
          <Typography role="alert" color="error" sx={{ minHeight: '1.5em' }}>
            {failure}
          </Typography>
          <Button type="submit" variant="contained" fullWidth loading={busy}>
            {translate('sign_in.new_password.set')}
          </Button>
        </Form>
      )}
      <Button component={Link} to="/login" fullWidth sx={{ mt: 1 }}>
        {translate(done ? 'ra.auth.sign_in' : 'sign_in.other_way')}
      </Button>
    </SignInFrame>
  );
}
