import type { CloudEvent } from '@opencircle/contracts';
import type { Db } from '@opencircle/persistence';
import { effectLimits } from './admission.js';
import { TransientFailure } from './transient.js';

type Cursor = { readonly from: number; to: number };
type Plan = { readonly next: CloudEvent[]; readonly held: Set<CloudEvent> };

/** Of a batch: events whose effect this transaction must make, and events that cannot be the next version. */
export type BatchAdmission = { readonly admitted: ReadonlySet<CloudEvent>; readonly held: ReadonlySet<CloudEvent> };

/**
 * `admit` for consecutive events of one topic, in two statements however many they are. What is neither admitted nor
 * held is a duplicate. Throws TransientFailure when another consumer moved a cursor meanwhile. An upsert finds each cursor
 * by its key whatever PostgreSQL believes of the table; a join would read all cursors of the topic.
 */
export async function admitAll(
  db: Db,
  consumer: string,
  topic: string,
  events: readonly CloudEvent[],
): Promise<BatchAdmission> {
  const cursors = await cursorsOf(db, consumer, topic, events);
  const { next, held } = plan(events, cursors);
  if (next.length === 0) return { admitted: new Set(), held };
  const moved = [...cursors].filter(([, { from, to }]) => to > from);
  const [written] = await db.query<{ moved: number; fresh: string[] }>(
    `WITH moves AS (
       SELECT * FROM unnest($3::text[], $4::bigint[], $5::bigint[]) AS m (subject, expected, version)
     ), moved AS (
       INSERT INTO inbox_cursor (consumer, topic, subject, version)
       SELECT $1, $2, subject, version FROM moves ORDER BY subject
       ON CONFLICT (consumer, topic, subject) DO UPDATE SET version = excluded.version
       RETURNING new.subject AS subject, old.version AS was
     ), seen AS (
       INSERT INTO inbox (consumer, source, event_id)
       SELECT $1, e.source, e.id FROM unnest($6::text[], $7::uuid[]) AS e (source, id)
       ON CONFLICT DO NOTHING RETURNING source, event_id
     )
     SELECT (SELECT count(*) FROM moved JOIN moves USING (subject) WHERE coalesce(was, 0) = expected)::int AS moved,
            (SELECT coalesce(array_agg(source || ' ' || event_id), '{}') FROM seen) AS fresh, ${effectLimits}`,
    [
      consumer,
      topic,
      moved.map(([subject]) => subject),
      moved.map(([, { from }]) => from),
      moved.map(([, { to }]) => to),
      next.map(({ source }) => source),
      next.map(({ id }) => id),
    ],
  );
  if (written?.moved !== moved.length) throw new TransientFailure('another consumer moved a cursor of this batch');
  const fresh = new Set(written.fresh);
  // Of two events with one id the first is the one; the other is taken for its copy, as `admit` does.
  return { admitted: new Set(next.filter(({ source, id }) => fresh.delete(`${source} ${id}`))), held };
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

function plan(events: readonly CloudEvent[], cursors: ReadonlyMap<string, Cursor>): Plan {
  const next: CloudEvent[] = [];
  const held = new Set<CloudEvent>();
  for (const event of events) {
    const cursor = cursors.get(event.subject);
    if (cursor === undefined || event.aggregateversion > cursor.to + 1) held.add(event);
    else if (event.aggregateversion === cursor.to + 1) {
      cursor.to = event.aggregateversion;
      next.push(event);
    }
  }
  return { next, held };
}
