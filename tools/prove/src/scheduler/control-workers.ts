import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** How far the wrong clock is ahead, in milliseconds. */
const AHEAD_MS = 2_000;
const POLL_MS = 20;

type Claimed = { key: string; asked: number };

/** Wrong: asks its own clock what is due. */
export function ownClock(url: string, ready: () => void): Promise<never> {
  return poll(url, ready, async (client) => {
    await client.query('BEGIN');
    for (const job of await take(client, new Date(Date.now() + AHEAD_MS))) await done(client, job);
    await client.query('COMMIT');
  });
}

/** Wrong: takes jobs out, commits, and then does them. `between` is called with the jobs in nobody's hands but its own. */
export function deleteFirst(url: string, ready: () => void, between: () => void): Promise<never> {
  return poll(url, ready, async (client) => {
    const jobs = await take(client, new Date());
    if (jobs.length > 0) between();
    for (const job of jobs) await done(client, job);
  });
}

async function poll(url: string, ready: () => void, round: (client: pg.Client) => Promise<void>): Promise<never> {
  const client = new pg.Client({ connectionString: url, application_name: 'tick' });
  await client.connect();
  ready();
  for (;;) {
    await round(client);
    await sleep(POLL_MS);
  }
}

async function take(client: pg.Client, now: Date): Promise<Claimed[]> {
  const { rows } = await client.query<Claimed>(
    `DELETE FROM scheduled_job WHERE ctid IN (
       SELECT ctid FROM scheduled_job WHERE due_at <= $1 ORDER BY due_at LIMIT 100 FOR UPDATE SKIP LOCKED
     ) RETURNING key, (payload->>'asked')::int AS asked`,
    [now],
  );
  return rows;
}

async function done(client: pg.Client, { key, asked }: Claimed): Promise<void> {
  await client.query('INSERT INTO tick_done (key, asked) VALUES ($1, $2)', [key, asked]);
}
