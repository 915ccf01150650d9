import type { Db } from '@opencircle/persistence';
import type { IncomingRecord } from '../broker/broker.js';
import { lockSequence, versionOf } from '../consumer/admission.js';
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
  const { topic } = arrival;
  let { subject } = as;
  if (subject !== undefined && as.version !== undefined) {
    await lockSequence(db, consumer, topic, subject);
    if (as.version <= (await versionOf(db, consumer, topic, subject))) {
      if (isReadable(as.reason)) return false;
      // Bytes that only claim to be an old event hold nothing back.
      subject = undefined;
    } else if (isReadable(as.reason) && (await takesPlace(db, consumer, arrival, as, subject))) return true;
  }
  const parked = await db.query(
    `INSERT INTO parked_event (consumer, reason, error_class, attempts, topic, partition, "offset", subject,
                               aggregate_version, key, headers, value)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
     ON CONFLICT (consumer, topic, partition, "offset")
     DO UPDATE SET last_seen_at = now(), attempts = parked_event.attempts + excluded.attempts
     WHERE parked_event.value IS NOT DISTINCT FROM excluded.value
       AND parked_event.headers::text = excluded.headers::text
     RETURNING 1`,
    [
      consumer,
      as.reason,
      as.errorClass ?? null,
      as.attempts,
      topic,
      arrival.partition,
      arrival.record.offset,
      subject ?? null,
      as.version ?? null,
      arrival.record.key,
      headersAsText(arrival.record),
      arrival.record.value,
    ],
  );
  // Offsets began anew, on another cluster or in a topic that was made again: neither event may be dropped for the other.
  if (parked.length === 0) {
    const place = `${topic}/${arrival.partition}@${arrival.record.offset}`;
    throw new Error(`another event is parked as ${place}; replay or discard that one first`);
  }
  return true;
}

async function takesPlace(
  db: Db,
  consumer: string,
  { topic, record }: Arrival,
  as: ParkedAs,
  subject: string,
): Promise<boolean> {
  const replaced = await db.query(
    `UPDATE parked_event SET key = $5, headers = $6, value = $7, reason = $8, last_seen_at = now()
     WHERE consumer = $1 AND topic = $2 AND subject = $3 AND aggregate_version = $4
       AND reason NOT IN ('handler-failed', 'behind-parked', 'version-gap')
     RETURNING 1`,
    [consumer, topic, subject, as.version, record.key, headersAsText(record), record.value, as.reason],
  );
  return replaced.length > 0;
}

function isReadable(reason: ParkingReason): boolean {
  return reason === 'handler-failed' || reason === 'behind-parked' || reason === 'version-gap';
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
