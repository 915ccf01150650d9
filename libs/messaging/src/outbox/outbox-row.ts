import type { OutgoingEvent } from '../broker/broker.js';
import { toHeaders } from '../headers.js';
import { MOST_EVENT_BYTES } from './event-too-large.js';

/** A row as the relay reads it; `data` is JSON text, sent as it stands. */
export type OutboxRow = {
  id: string;
  event_id: string;
  source: string;
  type: string;
  topic: string;
  subject: string;
  aggregate_version: string;
  occurred_at: Date;
  causation_id: string | null;
  traceparent: string | null;
  data: string;
};

/** What key and headers of an event add, at most. */
const ENVELOPE_BYTES = 600;

/** As many of the first rows as Kafka takes at once even when all go to one partition; always at least one. */
export function firstThatFit(rows: readonly OutboxRow[]): readonly OutboxRow[] {
  let bytes = 0;
  const end = rows.findIndex((row, index) => {
    bytes += Buffer.byteLength(row.data) + ENVELOPE_BYTES;
    return index > 0 && bytes > MOST_EVENT_BYTES;
  });
  return end === -1 ? rows : rows.slice(0, end);
}

export function toOutgoing(row: OutboxRow, topicPrefix: string): OutgoingEvent {
  return {
    topic: topicPrefix + row.topic,
    key: row.subject,
    value: row.data,
    headers: toHeaders({
      id: row.event_id,
      source: row.source,
      type: row.type,
      subject: row.subject,
      time: row.occurred_at.toISOString(),
      aggregateversion: Number(row.aggregate_version),
      ...(row.causation_id === null ? {} : { causationid: row.causation_id }),
      ...(row.traceparent === null ? {} : { traceparent: row.traceparent }),
    }),
  };
}
