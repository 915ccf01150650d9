import { newId } from '@opencircle/contracts';
import type { Random } from '../random.js';
import type { WriteKind, WriteRequest } from './child-settings.js';
import type { CrashBench } from './crash-bench.js';
import type { CrashChild } from './crash-child.js';

const CLIENTS = 4;
const EACH = 6;

/**
 * Clients that ask for events of every kind, until all is asked for or the process has died; the ledger knows of each
 * request before and of each answer after. What Kafka refuses is asked for only where the phase is about that.
 */
export async function drive(
  bench: CrashBench,
  child: CrashChild,
  { phase, run }: { phase: string; run: number },
  random: Random,
): Promise<void> {
  const requests = requestsOf(phase, run, random);
  await bench.remember(phase, subjectsOf(requests));
  const clients = Array.from({ length: CLIENTS }, (_, client) =>
    requests.filter((_request, number) => number % CLIENTS === client),
  );
  await Promise.all(
    clients.map(async (mine) => {
      for (const request of mine) {
        if (!(await child.isUp())) return;
        await bench.ledger.intend(request.key);
        const status = await child.write(request);
        if (status === undefined) return;
        if (status < 300) await bench.ledger.answered(request.key, 'accepted');
        if (status >= 400 && status < 500) await bench.ledger.answered(request.key, 'refused');
      }
    }),
  );
}

function requestsOf(phase: string, run: number, random: Random): WriteRequest[] {
  const shared = [newId(), newId(), newId(), newId()] as [string, string, string, string];
  const poisoned = newId();
  return Array.from({ length: CLIENTS * EACH }, (_, number) => {
    const kind = kindOf(phase, number, random);
    const subject = kind === 'poison' ? poisoned : kind === 'refused' ? newId() : random.pick(shared);
    return { key: `${phase}/${run}/${kind}/${number}`, subject, kind };
  });
}

function kindOf(phase: string, number: number, random: Random): WriteKind {
  if (phase.includes('set-aside') && number % 6 === 5) return 'refused';
  if (number % 8 === 3) return 'poison';
  if (number % 8 === 2) return 'later';
  return random.chance(0.1) || number === 6 ? 'wait' : 'plain';
}

/** A refused event has no room for its request's name, so its subject stands for it. */
function subjectsOf(requests: readonly WriteRequest[]): { subject: string; request?: string }[] {
  const subjects = new Map<string, string | undefined>();
  for (const { subject, kind, key } of requests) subjects.set(subject, kind === 'refused' ? key : undefined);
  return [...subjects].map(([subject, request]) => ({ subject, ...(request === undefined ? {} : { request }) }));
}
