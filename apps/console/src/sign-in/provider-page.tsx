import { Button, CircularProgress, Typography } from '@mui/material';
import { useEffect, useEffectEvent, useState } from 'react';
import { Link, useTranslate } from 'react-admin';
import type { Challenge } from '../api/session.js';
import { takeProviderAnswer } from './provider-answer.js';
import { SecondStep } from './second-step.js';
import { SignInFrame } from './sign-in-frame.js';
import { useSignIn } from './use-sign-in.js';

/** Where somebody is who comes back from their organization's provider. */
export function ProviderPage() {
  const translate = useTranslate();
  const [challenge, setChallenge] = useState<Challenge>();
  const [ended, setEnded] = useState(false);
  const signIn = useSignIn(setChallenge);
  const { take, refusal } = signIn;
  const finish = useEffectEvent(() => {
    const answer = takeProviderAnswer();
    return answer === undefined ? Promise.resolve() : take({ step: 'provider', ...answer });
  });
  useEffect(() => void finish().then(() => setEnded(true)), []);
  if (challenge) {
    return (
      <SignInFrame title="sign_in.provider.title">
        <SecondStep challenge={challenge} back={() => setChallenge(undefined)} {...signIn} />
      </SignInFrame>
    );
  }
  return (
    <SignInFrame title="sign_in.provider.title">
      {!ended && <CircularProgress aria-label={translate('sign_in.provider.finishing')} sx={{ my: 2 }} />}
      <Typography role="alert" color="error" sx={{ my: 2, minHeight: '1.5em' }}>
        {ended && (refusal || translate('problem.provider-refused'))}
      </Typography>
      <Button component={Link} to="/login" fullWidth>
        {translate('sign_in.other_way')}
      </Button>
    </SignInFrame>
  );
}
