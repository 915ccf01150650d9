import type { Db } from '@opencircle/persistence';
import type { RawMessage } from '../decode.js';

export type Arrival = { topic: string; partition: number; offset: string; message: RawMessage };
export type ParkedAs = { reason: string; errorClass?: string; attempts: number; subject?: string; version?: number };

/**
 * Sets an event aside exactly as it came. While any event of an aggregate is parked, `admit` holds back all that
 * follow it, so the sequence stays whole. Parking the same offset again changes nothing.
 */
export async function park(db: Db, consumer: string, arrival: Arrival, as: ParkedAs): Promise<void> {
  await db.query(
    `INSERT INTO parked_event (consumer, reason, error_class, attempts, topic, partition, "offset", subject,
                               aggregate_version, key, headers, value)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT DO NOTHING`,
    [
      consumer,
      as.reason,
      as.errorClass ?? null,
      as.attempts,
      arrival.topic,
      arrival.partition,
      arrival.offset,
      as.subject ?? null,
      as.version ?? null,
      arrival.message.key,
      JSON.stringify(headersAsText(arrival.message)),
      arrival.message.value,
    ],
  );
}

function headersAsText(message: RawMessage): [string, string][] {
  return Object.entries(message.headers ?? {}).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one): [string, string] => [
      name,
      Buffer.from(one ?? '').toString('base64'),
    ]),
  );
}
