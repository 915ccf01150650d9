import { Box, Card, CardContent, Typography } from '@mui/material';
import { useEffect, useState } from 'react';
import {
  LocalesMenuButton,
  Notification,
  ToggleThemeButton,
  useAuthProvider,
  useLogin,
  useRedirect,
  useTranslate,
} from 'react-admin';
import { RequestFailed } from '../api/problem.js';
import { SecondFactorNeeded, type Challenge, type SignInStep } from '../api/session.js';
import { useProblemText } from '../blocks/problem-text.js';
import { PasswordStep } from './password-step.js';
import { SecondStep } from './second-step.js';
import { usePageLanguage } from './use-page-language.js';

/** Sign-in for staff. A refusal stands at the form; it never tells whether the address is known. */
export function SignIn() {
  const translate = useTranslate();
  const [challenge, setChallenge] = useState<Challenge>();
  const { take, refusal, busy } = useSignIn(setChallenge);
  useHomeWhenSignedIn();
  usePageLanguage();

  return (
    <Box component="main" sx={{ minHeight: '100vh', bgcolor: 'background.default', color: 'text.primary', p: 2 }}>
      <Box sx={{ display: 'flex', justifyContent: 'flex-end' }}>
        <LocalesMenuButton />
        <ToggleThemeButton />
      </Box>
      <Card sx={{ maxWidth: 400, mx: 'auto', mt: { xs: 2, sm: 8 } }}>
        <CardContent sx={{ p: 3 }}>
          <Typography variant="h1">{translate('sign_in.title')}</Typography>
          {challenge ? (
            <SecondStep
              challenge={challenge}
              take={take}
              refusal={refusal}
              busy={busy}
              back={() => setChallenge(undefined)}
            />
          ) : (
            <PasswordStep take={take} refusal={refusal} busy={busy} />
          )}
        </CardContent>
      </Card>
      <Notification />
    </Box>
  );
}

/** Takes one step after the other; `ask` is told when a second factor has to follow. */
function useSignIn(ask: (challenge: Challenge) => void) {
  const login = useLogin();
  const translate = useTranslate();
  const text = useProblemText();
  const [refusal, setRefusal] = useState('');
  const [busy, setBusy] = useState(false);

  function refusalOf(error: unknown, { step }: SignInStep): string {
    // A browser's own words for a passkey that was not shown differ, and so do their languages.
    if (!(error instanceof RequestFailed)) return translate('sign_in.no_passkey');
    if (error.status !== 401) return text(error);
    return translate(step === 'password' ? 'sign_in.refused' : 'sign_in.factor_refused');
  }

  async function take(step: SignInStep) {
    setBusy(true);
    setRefusal('');
    try {
      await login(step);
    } catch (error) {
      if (error instanceof SecondFactorNeeded) ask(error.challenge);
      else setRefusal(refusalOf(error, step));
    } finally {
      setBusy(false);
    }
  }
  return { take, refusal, busy };
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
