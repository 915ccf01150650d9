import { useState } from 'react';
import { useLogin, useTranslate } from 'react-admin';
import { RequestFailed } from '../api/problem.js';
import { SecondFactorNeeded, type Challenge, type SignInStep } from '../api/session.js';
import { useProblemText } from '../blocks/problem-text.js';

/** Words for a refusal of each step, which never tell whether an address is known. */
const refusals = {
  password: 'sign_in.refused',
  link: 'problem.link-refused',
  provider: 'problem.provider-refused',
  code: 'problem.factor-refused',
  passkey: 'problem.factor-refused',
} as const;

/** Takes one step after the other; `ask` is told when a second factor has to follow. */
export function useSignIn(ask: (challenge: Challenge) => void) {
  const login = useLogin();
  const translate = useTranslate();
  const text = useProblemText();
  const [refusal, setRefusal] = useState('');
  const [busy, setBusy] = useState(false);

  function refusalOf(error: unknown, { step }: SignInStep): string {
    // A browser's own words for a passkey that was not shown differ, and so do their languages.
    if (!(error instanceof RequestFailed)) return translate('sign_in.no_passkey');
    return error.status === 401 ? translate(refusals[step]) : text(error);
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
