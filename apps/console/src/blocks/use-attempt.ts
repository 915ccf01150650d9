import { useState } from 'react';
import { useProblemText } from './problem-text.js';

/** Something that people try: busy meanwhile, and in words why it was refused. */
export function useAttempt() {
  const text = useProblemText();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  async function attempt(work: () => Promise<unknown>, onRefused?: (error: unknown) => void): Promise<void> {
    setBusy(true);
    setFailure(null);
    try {
      await work();
    } catch (error) {
      setFailure(text(error));
      onRefused?.(error);
    } finally {
      setBusy(false);
    }
  }
  return { attempt, busy, failure };
}
