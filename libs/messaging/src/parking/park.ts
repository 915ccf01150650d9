import type { Db } from '@opencircle/persistence';
import type { IncomingRecord } from '../broker/broker.js';
import { lockSequence } from '../consumer/admission.js';
import type { Arrival } from '../consumer/read-event.js';
import { undecodableReasons } from '../decode.js';

/** Why an event is set aside. Codes are stable: ops filter by them. */
export const parkingReasons = ['handler-failed', 'behind-parked', 'version-gap', ...undecodableReasons] as const;
export type ParkingReason = (typeof parkingReasons)[number];

export type ParkedAs = {
  readonly reason: ParkingReason;
  readonly errorClass?: string;
  readonly attempts: number;
  readonly subject?: string;
  readonly version?: number;
};

/**
 * Sets an event aside exactly as it came. Everything later of its aggregate is held back by `admit`, so the sequence
 * stays whole. An event that had its effect meanwhile (another consumer was quicker) is not parked. A good copy of an
 * event that was parked because its bytes were bad takes their place. Parking the same offset again changes nothing.
 * Answers whether the event is parked now.
 */
export async function park(db: Db, consumer: string, arrival: Arrival, as: ParkedAs): Promise<boolean> {
  const { topic, partition, record } = arrival;
  const { reason, subject, version } = as;
  // Who was held back by admission has the lock already.
  if (subject !== undefined && !isHeldBack(reason)) await lockSequence(db, consumer, topic, subject);
  const [parked] = await db.query<Record<'late' | 'replaced' | 'stored', boolean>>(PARK, [
    consumer,
    topic,
    subject ?? null,
    version ?? null,
    isReadable(reason),
    record.key,
    headersAsText(record),
    record.value,
    reason,
    as.errorClass ?? null,
    as.attempts,
    partition,
    record.offset,
  ]);
  if (parked?.late === true && isReadable(reason)) return false;
  // Offsets began anew, on another cluster or in a topic that was made again: neither event may be dropped for the other.
  if (parked?.replaced !== true && parked?.stored !== true) {
    throw new Error(
      `another event is parked as ${topic}/${partition}@${record.offset}; replay or discard that one first`,
    );
  }
  return true;
}

/**
 * `late`: the aggregate is past this version. Then a readable event is not parked, and bytes that only claim to be an
 * old event hold nothing back. One statement, for the events behind wait as long as this takes.
 */
const PARK = `
  WITH late AS (
    SELECT $4::bigint <= coalesce(
      (SELECT version FROM inbox_cursor WHERE consumer = $1 AND topic = $2 AND subject = $3), 0) IS TRUE AS late
  ), replaced AS (
    UPDATE parked_event SET key = $6, headers = $7, value = $8, reason = $9, last_seen_at = now()
    WHERE $5::boolean AND NOT (SELECT late FROM late)
      AND consumer = $1 AND topic = $2 AND subject = $3 AND aggregate_version = $4
      AND reason NOT IN ('handler-failed', 'behind-parked', 'version-gap')
    RETURNING 1
  ), stored AS (
    INSERT INTO parked_event (consumer, topic, subject, aggregate_version, key, headers, value, reason, error_class,
                              attempts, partition, "offset")
    SELECT $1, $2, CASE WHEN late THEN NULL ELSE $3::text END, $4, $6, $7, $8, $9, $10, $11, $12, $13 FROM late
    WHERE NOT ($5 AND late) AND NOT EXISTS (SELECT 1 FROM replaced)
    ON CONFLICT (consumer, topic, partition, "offset")
    DO UPDATE SET last_seen_at = now(), attempts = parked_event.attempts + excluded.attempts
    WHERE parked_event.value IS NOT DISTINCT FROM excluded.value
      AND parked_event.headers::text = excluded.headers::text
    RETURNING 1
  )
  SELECT late, EXISTS (SELECT 1 FROM replaced) AS replaced, EXISTS (SELECT 1 FROM stored) AS stored FROM late`;

function isHeldBack(reason: ParkingReason): boolean {
  return reason === 'behind-parked' || reason === 'version-gap';
}

function isReadable(reason: ParkingReason): boolean {
  return reason === 'handler-failed' || isHeldBack(reason);
}

/** Names and base64 values, in order, as often as they stood. */
function headersAsText(record: IncomingRecord): string {
  return JSON.stringify(
    Object.entries(record.headers ?? {}).flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).map((one): [string, string] => [
        name,
        Buffer.from(one ?? '').toString('base64'),
      ]),
    ),
  );
}
