import { setTimeout as sleep } from 'node:timers/promises';
import { execute } from '../proof-database.js';
import { services, type StormBacking } from './storm-backing.js';

type Topics = Readonly<Record<(typeof services)[number], readonly string[]>>;

/** What comes twice may come late: a consumer that lost its partitions, a relay that sends again. */
const LATE_MS = 6_000;

/**
 * Resolves when all outboxes are empty and every consumer has seen as many events as there are of its topics, now and
 * some seconds later, so that late duplicates are there too; or after so many seconds: then the judge says what is missing.
 */
export async function settled(backing: StormBacking, topics: Topics, seconds: number): Promise<void> {
  const end = performance.now() + seconds * 1_000;
  for (let since: number | undefined; performance.now() < end;) {
    const isOver = await isQuiet(backing, topics).catch(() => false);
    since = isOver ? (since ?? performance.now()) : undefined;
    if (since !== undefined && performance.now() - since >= LATE_MS) return;
    await sleep(500);
  }
}

async function isQuiet({ databases }: StormBacking, topics: Topics): Promise<boolean> {
  const sent = (await Promise.all(services.map((name) => execute<Sent>(databases[name], SENT)))).flat();
  if (sent.some(({ waiting }) => waiting > 0)) return false;
  const seen = await Promise.all(services.map((name) => execute<{ events: number }>(databases[name], SEEN)));
  return services.every((name, i) => {
    const wanted = sent.filter(({ topic }) => topics[name].includes(topic));
    return (seen[i]?.[0]?.events ?? 0) >= wanted.reduce((sum, { events }) => sum + events, 0);
  });
}

type Sent = { topic: string; events: number; waiting: number };
const SENT = `SELECT topic, count(*)::int AS events, count(*) FILTER (WHERE published_at IS NULL)::int AS waiting
              FROM outbox GROUP BY topic`;
const SEEN = 'SELECT count(DISTINCT event_id)::int AS events FROM witness';
