import { Button, Typography } from '@mui/material';
import { useState } from 'react';
import { Link, useTranslate } from 'react-admin';
import type { Challenge } from '../api/session.js';
import { SecondStep } from './second-step.js';
import { SignInFrame } from './sign-in-frame.js';
import { useMailedToken } from './use-mailed-token.js';
import { useSignIn } from './use-sign-in.js';

/** Where a mail's link to sign in leads. The link works once, so it takes a click: what only looks at mails uses up none. */
export function LinkPage() {
  const translate = useTranslate();
  const token = useMailedToken();
  const [challenge, setChallenge] = useState<Challenge>();
  const signIn = useSignIn(setChallenge);
  if (challenge) {
    return (
      <SignInFrame title="sign_in.link.title">
        <SecondStep challenge={challenge} back={() => setChallenge(undefined)} {...signIn} />
      </SignInFrame>
    );
  }
  const { take, refusal, busy } = signIn;
  return (
    <SignInFrame title="sign_in.link.title">
      <Typography color="text.secondary" sx={{ my: 2 }}>
        {translate(token === undefined ? 'sign_in.link.none' : 'sign_in.link.lead')}
      </Typography>
      <Typography role="alert" color="error" sx={{ minHeight: '1.5em' }}>
        {refusal}
      </Typography>
      {token !== undefined && (
        <Button variant="contained" fullWidth loading={busy} onClick={() => void take({ step: 'link', token })}>
          {translate('ra.auth.sign_in')}
        </Button>
      )}
      <Button component={Link} to="/login" fullWidth sx={{ mt: 1 }}>
        {translate('sign_in.other_way')}
      </Button>
    </SignInFrame>
  );
}
