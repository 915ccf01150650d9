import { eventually } from '@opencircle/testing';
import { execute } from '../proof-database.js';
import { services, type StormBacking } from './storm-backing.js';

type Topics = Readonly<Record<(typeof services)[number], readonly string[]>>;

/**
 * Resolves when all outboxes are empty and every consumer has seen as many events as there are of its topics, or after
 * so many seconds; then the judge says what is missing.
 */
export async function settled({ databases }: StormBacking, topics: Topics, seconds: number): Promise<void> {
  const isOver = async (): Promise<boolean> => {
    const sent = (await Promise.all(services.map((name) => execute<Sent>(databases[name], SENT)))).flat();
    if (sent.some(({ waiting }) => waiting > 0)) return false;
    const seen = await Promise.all(services.map((name) => execute<{ events: number }>(databases[name], SEEN)));
    return services.every((name, i) => {
      const wanted = sent.filter(({ topic }) => topics[name].includes(topic));
      return (seen[i]?.[0]?.events ?? 0) >= wanted.reduce((sum, { events }) => sum + events, 0);
    });
  };
  await eventually('the storm is over', isOver, seconds).catch(() => undefined);
}

type Sent = { topic: string; events: number; waiting: number };
const SENT = `SELECT topic, count(*)::int AS events, count(*) FILTER (WHERE published_at IS NULL)::int AS waiting
              FROM outbox GROUP BY topic`;
const SEEN = 'SELECT count(DISTINCT event_id)::int AS events FROM witness';
