import { useSubmission } from '../api/use-submission.js';
import { useAttempt } from './use-attempt.js';

/** A command, sent under one key until it is answered. `act` answers the refusal, for forms that mark their fields. */
export function useAction<Result>() {
  const submit = useSubmission<Result>();
  const { attempt, busy, failure } = useAttempt();
  const act = (content: unknown, send: (key: string) => Promise<Result>, onDone: (result: Result) => unknown) =>
    attempt(async () => onDone(await submit(content, send)));
  return { act, busy, failure };
}
