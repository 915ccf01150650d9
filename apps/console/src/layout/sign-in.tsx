import { Box, Button, Card, CardContent, Typography } from '@mui/material';
import { useEffect, useState } from 'react';
import {
  email,
  Form,
  LocalesMenuButton,
  Notification,
  PasswordInput,
  required,
  TextInput,
  ToggleThemeButton,
  useAuthProvider,
  useLogin,
  useRedirect,
  useTranslate,
} from 'react-admin';
import { RequestFailed } from '../api/problem.js';
import { useProblemText } from '../blocks/problem-text.js';
import { usePageLanguage } from './use-page-language.js';

type Credentials = { username: string; password: string };

/** Sign-in for staff. A refusal stands at the form; it never tells whether the address is known. */
export function SignIn() {
  const translate = useTranslate();
  const login = useLogin();
  const text = useProblemText();
  const [refusal, setRefusal] = useState('');
  const [busy, setBusy] = useState(false);
  useHomeWhenSignedIn();
  usePageLanguage();

  async function submit(values: Credentials) {
    setBusy(true);
    setRefusal('');
    try {
      await login(values);
    } catch (error) {
      setRefusal(error instanceof RequestFailed && error.status === 401 ? translate('sign_in.refused') : text(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Box component="main" sx={{ minHeight: '100vh', bgcolor: 'background.default', color: 'text.primary', p: 2 }}>
      <Box sx={{ display: 'flex', justifyContent: 'flex-end' }}>
        <LocalesMenuButton />
        <ToggleThemeButton />
      </Box>
      <Card sx={{ maxWidth: 400, mx: 'auto', mt: { xs: 2, sm: 8 } }}>
        <CardContent sx={{ p: 3 }}>
          <Typography variant="h1">{translate('sign_in.title')}</Typography>
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
        </CardContent>
      </Card>
      <Notification />
    </Box>
  );
}

function useHomeWhenSignedIn() {
  const authProvider = useAuthProvider();
  const redirect = useRedirect();
  useEffect(() => {
    authProvider?.getIdentity?.().then(
      () => redirect('/'),
      () => undefined,
    );
  }, [authProvider, redirect]);
}
