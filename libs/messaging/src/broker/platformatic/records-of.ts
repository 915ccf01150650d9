import type { RecordsBatch } from '@platformatic/kafka';
import type { HeaderValue, IncomingRecord } from '../broker.js';

const CONTROL_BATCH = 0b10_0000;

/** The records from `first` on; Kafka gives whole batches, and markers of transactions between them. */
export function recordsOf(batches: readonly RecordsBatch[], first: bigint): IncomingRecord[] {
  return batches
    .filter(({ attributes }) => (attributes & CONTROL_BATCH) === 0)
    .flatMap(({ firstOffset, records }) =>
      records.map(({ offsetDelta, key, value, headers }) => ({
        offset: firstOffset + BigInt(offsetDelta),
        key,
        value,
        headers,
      })),
    )
    .filter(({ offset }) => offset >= first)
    .map(({ offset, key, value, headers }) => ({ offset: String(offset), key, value, headers: byName(headers) }));
}

function byName(headers: readonly (readonly [Buffer | null, Buffer | null])[]) {
  const all = Map.groupBy(headers, ([name]) => name?.toString() ?? '');
  return Object.fromEntries(
    [...all].map(([name, ones]): [string, HeaderValue | HeaderValue[]] => {
      const values = ones.map(([, value]) => value);
      return [name, values.length === 1 ? (values[0] ?? null) : values];
    }),
  );
}
