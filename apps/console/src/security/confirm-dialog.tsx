import { startAuthentication, type PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser';
import { Dialog, DialogContent, DialogTitle, Skeleton } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslate } from 'react-admin';
import { RequestFailed } from '../api/problem.js';
import type { SignInStep } from '../api/session.js';
import type { Confirmation, ConfirmationChallenge } from '../api/types.js';
import { Failed } from '../blocks/failed.js';
import { useProblemText } from '../blocks/problem-text.js';
import { useConsoleData } from '../blocks/use-console-data.js';
import { SecondStep } from '../sign-in/second-step.js';
import { ConfirmPassword } from './confirm-password.js';

/** Asks once more who somebody is: with a second factor, or with the password while there is none. */
export function ConfirmDialog({ onEnd }: { onEnd: (confirmed: boolean) => void }) {
  const translate = useTranslate();
  const dataProvider = useConsoleData();
  const heading = useId();
  const asked = useQuery({
    queryKey: ['security', 'confirmation'],
    queryFn: () => dataProvider.askToConfirm(),
    gcTime: 0,
    staleTime: Infinity,
  });
  const { confirm, refusal, busy } = useConfirmation(onEnd);
  const close = () => onEnd(false);
  const step = { refusal, busy, back: close, backLabel: 'ra.action.cancel', lead: 'security.confirm_lead' };

  return (
    <Dialog open onClose={close} aria-labelledby={heading} fullWidth maxWidth="xs">
      <DialogTitle id={heading}>{translate('security.confirm_title')}</DialogTitle>
      <DialogContent>
        {asked.error ? (
          <Failed error={asked.error} onRetry={() => void asked.refetch()} />
        ) : !asked.data ? (
          <Skeleton variant="rectangular" height={120} />
        ) : asked.data.factors.length === 0 ? (
          <ConfirmPassword {...step} take={(password) => confirm({ factor: 'password', password })} />
        ) : (
          <SecondStep
            {...step}
            challenge={asked.data}
            take={async (given) => confirm(await confirmationOf(given, asked.data))}
          />
        )}
      </DialogContent>
    </Dialog>
  );
}

function useConfirmation(onEnd: (confirmed: boolean) => void) {
  const dataProvider = useConsoleData();
  const translate = useTranslate();
  const text = useProblemText();
  const [refusal, setRefusal] = useState('');
  const [busy, setBusy] = useState(false);

  async function confirm(given: Confirmation | undefined) {
    if (given === undefined) {
      setRefusal(translate('sign_in.no_passkey'));
      return;
    }
    setBusy(true);
    setRefusal('');
    try {
      await dataProvider.confirm(given);
      // A factor lifts the session: its next token says so.
      if (given.factor !== 'password') await dataProvider.renewSession();
      onEnd(true);
    } catch (error) {
      const wrongPassword = error instanceof RequestFailed && error.status === 401 && given.factor === 'password';
      setRefusal(wrongPassword ? translate('security.wrong_password') : text(error));
      setBusy(false);
    }
  }
  return { confirm, refusal, busy };
}

/** Undefined: the browser showed no passkey. */
async function confirmationOf(
  given: SignInStep,
  { challenge, passkey }: ConfirmationChallenge,
): Promise<Confirmation | undefined> {
  if (given.step === 'code') return { factor: given.factor, code: given.code };
  const optionsJSON = passkey as unknown as PublicKeyCredentialRequestOptionsJSON;
  const answer = await startAuthentication({ optionsJSON }).catch(() => undefined);
  return answer && { factor: 'passkey', challenge, answer: { ...answer } };
}
