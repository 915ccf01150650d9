import type { CloudEvent } from '@opencircle/contracts';
import type { Db } from '@opencircle/persistence';
import { TransientFailure } from './transient.js';

type Plan = { readonly admitted: CloudEvent[]; readonly known: number; readonly cursors: Map<string, Cursor> };
type Cursor = { readonly from: number; to: number };

/**
 * `admit` for consecutive events of one topic, in two statements however many they are. Takes as many from the start as
 * are the next version or a duplicate; the first that must be held back ends it. `known` of them are settled with this
 * transaction, `admitted` want their effect. Throws TransientFailure when another consumer moved a cursor meanwhile.
 */
export async function admitAll(
  db: Db,
  consumer: string,
  topic: string,
  events: readonly CloudEvent[],
): Promise<{ admitted: CloudEvent[]; known: number }> {
  const { admitted, known, cursors } = plan(events, await cursorsOf(db, consumer, topic, events));
  if (admitted.length === 0) return { admitted, known };
  const moved = [...cursors].filter(([, { from, to }]) => to > from);
  const [written] = await db.query<{ moved: number; fresh: string[] }>(
    `WITH moves AS (
       SELECT * FROM unnest($3::text[], $4::bigint[], $5::bigint[]) AS m (subject, was, is)
     ), made AS (
       INSERT INTO inbox_cursor (consumer, topic, subject, version)
       SELECT $1, $2, subject, is FROM moves WHERE was = 0 ORDER BY subject
       ON CONFLICT DO NOTHING RETURNING 1
     ), advanced AS (
       UPDATE inbox_cursor c SET version = moves.is FROM moves
       WHERE moves.was > 0 AND c.consumer = $1 AND c.topic = $2 AND c.subject = moves.subject AND c.version = moves.was
       RETURNING 1
     ), seen AS (
       INSERT INTO inbox (consumer, source, event_id)
       SELECT $1, e.source, e.id FROM unnest($6::text[], $7::uuid[]) AS e (source, id)
       ON CONFLICT DO NOTHING RETURNING event_id
     )
     SELECT ((SELECT count(*) FROM made) + (SELECT count(*) FROM advanced))::int AS moved,
            (SELECT coalesce(array_agg(event_id::text), '{}') FROM seen) AS fresh`,
    [
      consumer,
      topic,
      moved.map(([subject]) => subject),
      moved.map(([, { from }]) => from),
      moved.map(([, { to }]) => to),
      admitted.map(({ source }) => source),
      admitted.map(({ id }) => id),
    ],
  );
  if (written?.moved !== moved.length) throw new TransientFailure('another consumer moved a cursor of this batch');
  if (written.fresh.length === admitted.length) return { admitted, known };
  const fresh = new Set(written.fresh);
  return { admitted: admitted.filter(({ id }) => fresh.has(id)), known };
}

async function cursorsOf(
  db: Db,
  consumer: string,
  topic: string,
  events: readonly CloudEvent[],
): Promise<Map<string, Cursor>> {
  const subjects = [...new Set(events.map(({ subject }) => subject))];
  const rows = await db.query<{ subject: string; version: string }>(
    'SELECT subject, version FROM inbox_cursor WHERE consumer = $1 AND topic = $2 AND subject = ANY($3::text[])',
    [consumer, topic, subjects],
  );
  const cursors = new Map<string, Cursor>(subjects.map((subject) => [subject, { from: 0, to: 0 }]));
  for (const { subject, version } of rows) cursors.set(subject, { from: Number(version), to: Number(version) });
  return cursors;
}

function plan(events: readonly CloudEvent[], cursors: Map<string, Cursor>): Plan {
  const admitted: CloudEvent[] = [];
  let known = 0;
  for (const event of events) {
    const cursor = cursors.get(event.subject);
    if (cursor === undefined || event.aggregateversion > cursor.to + 1) break;
    known++;
    if (event.aggregateversion <= cursor.to) continue;
    cursor.to = event.aggregateversion;
    admitted.push(event);
  }
  return { admitted, known, cursors };
}
