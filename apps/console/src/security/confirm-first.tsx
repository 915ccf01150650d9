import { createContext, useContext, useState, type ReactNode } from 'react';
import { RequestFailed } from '../api/problem.js';
import { useAttempt } from '../blocks/use-attempt.js';
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

/** What people do here, asked for confirmation where the service wants it. */
export function useGuarded() {
  const guard = useContext(GuardContext);
  const { attempt, busy, failure } = useAttempt();
  const act = <Result,>(work: () => Promise<Result>, onDone: (result: Result) => unknown) =>
    attempt(async () => {
      const done = await guard(work);
      if (done !== undefined) await onDone(done.result);
    });
  return { act, busy, failure };
}
