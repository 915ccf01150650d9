import { useState } from 'react';
import { useProblemText } from './problem-text.js';

/** Something that people try: busy meanwhile, and in words why it was refused. `attempt` answers the refusal, if any. */
export function useAttempt() {
  const text = useProblemText();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  async function attempt(work: () => Promise<unknown>): Promise<unknown> {
    setBusy(true);
    setFailure(null);
    try {
      await work();
    } catch (error) {
      setFailure(text(error));
      return error;
    } finally {
      setBusy(false);
    }
    return undefined;
  }
  return { attempt, busy, failure };
}
