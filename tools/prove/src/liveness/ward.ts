import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  createTopics,
  freePort,
  launch,
  untilReady,
  watchOver,
  type RunningProcess,
  type TestServices,
} from '@opencircle/backing-services';
import { listingRejected, newId } from '@opencircle/contracts';
import { execute, proofDatabase } from '../proof-database.js';
import type { illnesses } from './illnesses.js';

/** `stopped`: the whole process, by SIGSTOP, from outside. */
export type Illness = (typeof illnesses)[number] | 'stopped';

/** Seconds from the injection; undefined when it did not happen while we looked. */
export type Course = {
  readonly unready: number | undefined;
  readonly replaced: number | undefined;
  readonly effects: number;
};

/** A little longer than a replacement may take: what comes later fails all the same. */
const LOOKED_AT_FOR = 62;

/** Starts a service, makes it ill, and watches what becomes of it. Without a `keeper` nobody looks after it. */
export async function courseOf(
  illness: Illness,
  services: TestServices,
  folder: string,
  keeper: boolean,
): Promise<Course> {
  const urls = await proofDatabase(services.postgresUrl, 'CREATE TABLE effect (event_id uuid PRIMARY KEY)');
  const [port, prefix] = [await freePort(), `${newId()}.`];
  await createTopics(services.brokers, prefix);
  const url = `http://127.0.0.1:${port}/health`;
  const start = async (ill: boolean): Promise<RunningProcess> => {
    const made = launch({
      name: 'patient',
      command: process.execPath,
      args: [join(import.meta.dirname, '..', '..', 'dist', 'liveness', 'patient.js'), ...(ill ? ['ill'] : [])],
      env: {
        ...process.env,
        PORT: String(port),
        DATABASE_URL: urls.serviceUrl,
        KAFKA_BROKERS: services.brokers,
        TOPIC_PREFIX: prefix,
        ISSUER: 'http://127.0.0.1:1',
        JWKS_URL: 'http://127.0.0.1:1/jwks.json',
      },
      logFile: join(folder, `${illness}-${port}.log`),
    });
    if (keeper)
      void watchOver(
        made,
        () => answers(`${url}/live`),
        () => undefined,
      );
    await untilReady(made, () => answers(`${url}/ready`));
    return made;
  };
  let current = await start(true);
  try {
    const began = performance.now();
    await inject(illness, current, urls.ownerUrl);
    const since = (): number => (performance.now() - began) / 1000;
    let [unready, replaced]: (number | undefined)[] = [];
    while (since() < LOOKED_AT_FOR && replaced === undefined) {
      if (unready === undefined && !(await answers(`${url}/ready`))) unready = since();
      if (keeper && !current.isRunning()) {
        current = await start(false);
        replaced = since();
      }
      await sleep(250);
    }
    return { unready, replaced, effects: replaced === undefined ? 0 : await effectsOf(urls.ownerUrl) };
  } finally {
    if (current.isRunning()) process.kill(current.pid, 'SIGKILL');
    await current.exited;
  }
}

/** An event that makes it ill, and a good one behind it, through its own outbox. */
async function inject(illness: Illness, patient: RunningProcess, ownerUrl: string): Promise<void> {
  const subject = newId();
  const rows = [illness, 'fine'].map((reasonCode, index) => {
    const data = JSON.stringify({ ...(listingRejected.sample as object), reasonCode });
    return `('${newId()}', '/prove', '${listingRejected.type}', '${listingRejected.topic}', '${subject}', ${index + 1}, '${data}')`;
  });
  await execute(
    ownerUrl,
    `INSERT INTO outbox (event_id, source, type, topic, subject, aggregate_version, data) VALUES ${rows.join(', ')}`,
  );
  if (illness === 'stopped') process.kill(patient.pid, 'SIGSTOP');
}

/** Both events have their effect in the end, each once. */
async function effectsOf(ownerUrl: string): Promise<number> {
  for (let round = 0; ; round++) {
    const [row] = await execute<{ n: number }>(ownerUrl, 'SELECT count(*)::int AS n FROM effect');
    if (row?.n === 2 || round === 80) return row?.n ?? 0;
    await sleep(250);
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}
