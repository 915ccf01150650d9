import { useSubmission } from '../api/use-submission.js';
import { useAttempt } from './use-attempt.js';

/** A command: tried again with the same content, it is the same submission. */
export function useAction<Result>() {
  const submit = useSubmission<Result>();
  const { attempt, busy, failure } = useAttempt();
  const act = (
    content: unknown,
    send: (key: string) => Promise<Result>,
    onDone: (result: Result) => unknown,
    onRefused?: (error: unknown) => void,
  ) => attempt(async () => onDone(await submit(content, send)), onRefused);
  return { act, busy, failure };
}
