import { Alert } from '@mui/material';
import { useEffect, useState } from 'react';
import { useAuthProvider, useLocation, useRedirect, useTranslate } from 'react-admin';
import type { ConsoleAuthProvider } from '../api/auth-provider.js';
import type { Challenge } from '../api/session.js';
import { MailStep } from './mail-step.js';
import { PasswordStep } from './password-step.js';
import { ProviderStep } from './provider-step.js';
import { SecondStep } from './second-step.js';
import { SignInFrame } from './sign-in-frame.js';
import { useSignIn } from './use-sign-in.js';

/** Sign-in for staff. A refusal stands at the form; it never tells whether the address is known. */
export function SignIn() {
  const [challenge, setChallenge] = useState<Challenge>();
  const [mail, setMail] = useState<'link' | 'reset'>();
  // The link that an organization gives to its people.
  const named = new URLSearchParams(useLocation().search).get('organization') ?? undefined;
  const [byProvider, setByProvider] = useState(named !== undefined);
  const signIn = useSignIn(setChallenge);
  useHomeWhenSignedIn();
  return (
    <SignInFrame title="sign_in.title">
      <SessionEnded />
      {challenge ? (
        <SecondStep challenge={challenge} back={() => setChallenge(undefined)} {...signIn} />
      ) : mail ? (
        <MailStep what={mail} back={() => setMail(undefined)} />
      ) : byProvider ? (
        <ProviderStep organizationId={named} back={() => setByProvider(false)} />
      ) : (
        <PasswordStep askForMail={setMail} askForProvider={() => setByProvider(true)} {...signIn} />
      )}
    </SignInFrame>
  );
}

/** Why somebody is here who was at work a moment ago, and did not sign out. */
function SessionEnded() {
  const translate = useTranslate();
  const authProvider = useAuthProvider<ConsoleAuthProvider>();
  return (
    authProvider?.sessionHasEnded() && (
      <Alert severity="info" role="status" sx={{ my: 1 }}>
        {translate('session.ended')}
      </Alert>
    )
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
