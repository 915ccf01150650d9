import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Random } from '../random.js';
import type { Arrivals } from './arrivals.js';

/** Relays as they are often built. Each is wrong in its own way; a check that finds nothing in them is no check. */
export type ControlRelay = { stop(): Promise<void> };
export type StartControlRelay = (url: string, arrivals: Arrivals, random: Random) => Promise<ControlRelay>;
type Row = { id: string; event_id: string; xid: string };

/** Remembers the last id that it sent. A transaction that commits later with a lower id is never seen: lost. */
export const lastIdCursor: StartControlRelay = (url, arrivals) => {
  let last = '0';
  return polling(url, async (connection) => {
    const { rows } = await connection.query<Row>(
      'SELECT id, event_id FROM outbox WHERE id > $1::bigint ORDER BY id LIMIT 500',
      [last],
    );
    if (rows.length > 0) await arrivals.add(rows.map((row) => row.event_id));
    last = rows.at(-1)?.id ?? last;
    return rows.length;
  });
};

/**
 * Waits for every older transaction, then sends by transaction id. A transaction gets its id with its first row; what
 * it writes later about an aggregate comes before what others committed meanwhile: inverted.
 */
export const transactionIdCursor: StartControlRelay = (url, arrivals) => {
  let [xid, id] = ['0', '0'];
  return polling(url, async (connection) => {
    const { rows } = await connection.query<Row>(
      `SELECT id, event_id, xmin::text::bigint AS xid FROM outbox
       WHERE xmin::text::bigint < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
         AND (xmin::text::bigint, id) > ($1::bigint, $2::bigint)
       ORDER BY xmin::text::bigint, id LIMIT 500`,
      [xid, id],
    );
    if (rows.length > 0) await arrivals.add(rows.map((row) => row.event_id));
    const last = rows.at(-1);
    if (last !== undefined) [xid, id] = [last.xid, last.id];
    return rows.length;
  });
};

/** Several relays, each taking rows that no other holds. Two versions of an aggregate go out side by side: inverted. */
export const skipLocked: StartControlRelay = async (url, arrivals, random) => {
  const one = () =>
    polling(url, async (connection) => {
      await connection.query('BEGIN');
      const { rows } = await connection.query<Row>(
        'SELECT id, event_id FROM outbox WHERE published_at IS NULL ORDER BY id LIMIT 5 FOR UPDATE SKIP LOCKED',
      );
      if (rows.length > 0) {
        await sleep(random.between(0, 4));
        await arrivals.add(rows.map((row) => row.event_id));
        await connection.query('UPDATE outbox SET published_at = now() WHERE id = ANY($1::bigint[])', [
          rows.map((row) => row.id),
        ]);
      }
      await connection.query('COMMIT');
      return rows.length;
    });
  const relays = [await one(), await one(), await one(), await one()];
  return { stop: () => Promise.all(relays.map((relay) => relay.stop())).then(() => undefined) };
};

/** Runs `round` without end on one connection; `stop` lets it finish what is there. */
async function polling(url: string, round: (connection: pg.Client) => Promise<number>): Promise<ControlRelay> {
  const connection = new pg.Client({ connectionString: url, application_name: 'control relay' });
  await connection.connect();
  const stopping = new AbortController();
  const loop = (async () => {
    for (;;) {
      const isLast = stopping.signal.aborted;
      const sent = await round(connection);
      if (sent === 0 && isLast) return;
      if (sent === 0) await sleep(1);
    }
  })();
  loop.catch(() => undefined);
  return {
    async stop() {
      stopping.abort();
      await loop;
      await connection.end();
    },
  };
}
