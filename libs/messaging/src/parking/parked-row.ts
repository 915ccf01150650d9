import type { Db } from '@opencircle/persistence';
import type { IncomingRecord } from '../broker/broker.js';
import type { Arrival } from '../consumer/read-event.js';
import type { ParkingReason } from './park.js';

/** A row of parked_event. `headers` are names and base64 values as they came, in order. */
export type ParkedRow = {
  id: string;
  sequence_id: string;
  reason: ParkingReason;
  error_class: string | null;
  attempts: number;
  topic: string;
  partition: number;
  offset: string;
  subject: string | null;
  aggregate_version: string | null;
  key: Buffer | null;
  headers: [name: string, base64: string][];
  value: Buffer | null;
  first_seen_at: Date;
  last_seen_at: Date;
};

/** The order in which a sequence happened; copies of one event stand together. */
const IN_ORDER = 'ORDER BY aggregate_version, id';

/** The first events of a sequence; empty when there is no such sequence (any more). */
export function eventsOf(db: Db, consumer: string, sequenceId: string, limit: number): Promise<ParkedRow[]> {
  return db.query<ParkedRow>(
    `SELECT id, sequence_id, reason, error_class, attempts, topic, partition, "offset", subject, aggregate_version, key,
            headers, value, first_seen_at, last_seen_at
     FROM parked_event WHERE consumer = $1 AND sequence_id = $2 ${IN_ORDER} LIMIT $3`,
    [consumer, sequenceId, limit],
  );
}

export async function countOf(db: Db, consumer: string, sequenceId: string): Promise<number> {
  const [row] = await db.query<{ events: number }>(
    'SELECT count(*)::int AS events FROM parked_event WHERE consumer = $1 AND sequence_id = $2',
    [consumer, sequenceId],
  );
  return row?.events ?? 0;
}

/** The record as the consumer had it. A header that stood twice is an array again. */
export function arrivalOf(row: ParkedRow): Arrival {
  const { topic, partition, offset, key, value } = row;
  return { topic, partition, record: { offset, key, value, headers: headersOf(row) } };
}

function headersOf({ headers }: ParkedRow): NonNullable<IncomingRecord['headers']> {
  const values = new Map<string, Buffer[]>();
  for (const [name, base64] of headers) {
    values.set(name, [...(values.get(name) ?? []), Buffer.from(base64, 'base64')]);
  }
  return Object.fromEntries([...values].map(([name, all]) => [name, all.length === 1 ? all[0] : all]));
}
