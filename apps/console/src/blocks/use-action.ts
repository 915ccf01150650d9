import { useState } from 'react';
import { useSubmission } from '../api/use-submission.js';
import { useProblemText } from './problem-text.js';

/** One thing that ops can do: busy meanwhile, and in words why it was refused. */
export function useAction<Result>() {
  const text = useProblemText();
  const submit = useSubmission<Result>();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  async function act(content: unknown, send: (key: string) => Promise<Result>, onDone: (result: Result) => void) {
    setBusy(true);
    setFailure(null);
    try {
      onDone(await submit(content, send));
    } catch (error) {
      setFailure(text(error));
    } finally {
      setBusy(false);
    }
  }
  return { act, busy, failure };
}
