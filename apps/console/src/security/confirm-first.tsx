import { createContext, useContext, useState, type ReactNode } from 'react';
import { RequestFailed } from '../api/problem.js';
import { useProblemText } from '../blocks/problem-text.js';
import { ConfirmDialog } from './confirm-dialog.js';

/** Does the work, after a confirmation when the service asks for one. Undefined: the person did not confirm. */
type Guard = <Result>(work: () => Promise<Result>) => Promise<{ result: Result } | undefined>;

const GuardContext = createContext<Guard>(async (work) => ({ result: await work() }));

/** What is inside may be refused with `confirm-first`: then the person shows once more who they are, and it goes on. */
export function ConfirmFirst({ children }: { children: ReactNode }) {
  const [asking, setAsking] = useState<{ settle: (confirmed: boolean) => void }>();
  const guard: Guard = async (work) => {
    try {
      return { result: await work() };
    } catch (error) {
      if (!(error instanceof RequestFailed && error.code === 'confirm-first')) throw error;
    }
    const confirmed = await new Promise<boolean>((settle) => setAsking({ settle }));
    setAsking(undefined);
    return confirmed ? { result: await work() } : undefined;
  };
  return (
    <GuardContext value={guard}>
      {children}
      {asking && <ConfirmDialog onEnd={asking.settle} />}
    </GuardContext>
  );
}

/** One thing that people do here: busy meanwhile, and in words why it was refused. */
export function useGuarded() {
  const text = useProblemText();
  const guard = useContext(GuardContext);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  async function act<Result>(work: () => Promise<Result>, onDone: (result: Result) => unknown) {
    setBusy(true);
    setFailure(null);
    try {
      const done = await guard(work);
      if (done !== undefined) await onDone(done.result);
    } catch (error) {
      setFailure(text(error));
    } finally {
      setBusy(false);
    }
  }
  return { act, busy, failure };
}
