import type { CloudEvent } from '@opencircle/contracts';
import type { Db } from '@opencircle/persistence';
import { MOST_STATEMENT_MS } from './transient.js';

/** What to do with an event that was read: act on it, skip it, or hold it back. */
export type Admission = 'admitted' | 'duplicate' | 'version-gap' | 'behind-parked';

/**
 * For the rest of the transaction, without a round trip: a lock that another holds is waited for in the partition's
 * pause, and no statement takes longer than an event may.
 */
export const effectLimits = `set_config('lock_timeout', '5s', true),
  set_config('statement_timeout', '${MOST_STATEMENT_MS}ms', true)`;

/**
 * Writes the inbox row and moves the aggregate's cursor, in the transaction of the effect. Admits exactly the next
 * version; an older one is a duplicate; a later one must be parked, behind its parked predecessor or before a gap. A
 * parked event has not moved the cursor, so nothing that follows it can be the next version.
 */
export async function admit(db: Db, consumer: string, topic: string, event: CloudEvent): Promise<Admission> {
  const [verdict] = await db.query<{ advanced: boolean; fresh: boolean }>(
    `WITH cursor AS (
       INSERT INTO inbox_cursor AS c (consumer, topic, subject, version)
       SELECT $1, $2, $3, $4::bigint
       WHERE $4::bigint = 1 OR EXISTS (SELECT 1 FROM inbox_cursor WHERE consumer = $1 AND topic = $2 AND subject = $3)
       ON CONFLICT (consumer, topic, subject) DO UPDATE SET version = excluded.version
       WHERE c.version = excluded.version - 1
       RETURNING 1
     ), seen AS (
       INSERT INTO inbox (consumer, source, event_id) SELECT $1, $5, $6 FROM cursor
       ON CONFLICT DO NOTHING RETURNING 1
     )
     SELECT EXISTS (SELECT 1 FROM cursor) AS advanced, EXISTS (SELECT 1 FROM seen) AS fresh, ${effectLimits}`,
    [consumer, topic, event.subject, event.aggregateversion, event.source, event.id],
  );
  if (verdict?.advanced === true) return verdict.fresh ? 'admitted' : 'duplicate';
  return whyNot(db, consumer, topic, event);
}

/** `admit`, sure of its no: a replay may have made room while it was decided. */
export async function admitOrHold(db: Db, consumer: string, topic: string, event: CloudEvent): Promise<Admission> {
  const first = await admit(db, consumer, topic, event);
  if (first === 'admitted' || first === 'duplicate') return first;
  await lockSequence(db, consumer, topic, event.subject);
  return admit(db, consumer, topic, event);
}

/**
 * Holds the aggregate's sequence until the transaction ends: against a replay that takes its last event out while the
 * consumer puts the next one behind it.
 */
export async function lockSequence(db: Db, consumer: string, topic: string, subject: string): Promise<void> {
  await db.query(`SELECT pg_advisory_xact_lock(hashtextextended(concat_ws('/', $1::text, $2::text, $3::text), 0))`, [
    consumer,
    topic,
    subject,
  ]);
}

/** The aggregate's version that had its effect last; 0 before the first. */
export async function versionOf(db: Db, consumer: string, topic: string, subject: string): Promise<number> {
  const [cursor] = await db.query<{ version: string }>(
    'SELECT version FROM inbox_cursor WHERE consumer = $1 AND topic = $2 AND subject = $3',
    [consumer, topic, subject],
  );
  return Number(cursor?.version ?? 0);
}

async function whyNot(db: Db, consumer: string, topic: string, event: CloudEvent): Promise<Admission> {
  const [state] = await db.query<{ version: string | null; parked: boolean }>(
    `SELECT (SELECT version FROM inbox_cursor WHERE consumer = $1 AND topic = $2 AND subject = $3) AS version,
            EXISTS (SELECT 1 FROM parked_event
                    WHERE consumer = $1 AND topic = $2 AND subject = $3 AND aggregate_version < $4) AS parked`,
    [consumer, topic, event.subject, event.aggregateversion],
  );
  if (event.aggregateversion <= Number(state?.version ?? 0)) return 'duplicate';
  return state?.parked === true ? 'behind-parked' : 'version-gap';
}
