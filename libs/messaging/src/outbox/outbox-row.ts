import type { Message, TopicMessages } from 'kafkajs';
import { toHeaders } from '../headers.js';

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

/** Rows in id order to one send, each topic's messages in that order. */
export function toTopicMessages(rows: readonly OutboxRow[], topicPrefix: string): TopicMessages[] {
  const byTopic = new Map<string, Message[]>();
  for (const row of rows) {
    const messages = byTopic.get(row.topic) ?? [];
    byTopic.set(row.topic, messages);
    messages.push(toMessage(row));
  }
  return [...byTopic].map(([topic, messages]) => ({ topic: topicPrefix + topic, messages }));
}

function toMessage(row: OutboxRow): Message {
  return {
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
