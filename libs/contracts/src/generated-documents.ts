import { z } from 'zod';
import type { EventType } from './event-type.js';
import { events } from './registry.js';
import { topics } from './topics.js';

/** Every committed document that follows from the schemas: path below `libs/contracts` → content. */
export function generatedDocuments(): Map<string, string> {
  const documents = new Map<string, string>([['generated/asyncapi.json', toText(asyncApi())]]);
  for (const event of events) {
    documents.set(`generated/schemas/${event.type}.json`, toText(jsonSchema(event)));
    documents.set(`samples/${event.type}.json`, toText(event.sample));
  }
  return documents;
}

/** AsyncAPI 3.0: one channel per topic, one message per event version, CloudEvents attributes as Kafka headers. */
function asyncApi() {
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'OpenCircle events',
      version: '1.0.0',
      description: 'CloudEvents 1.0 in Kafka binary content mode. The key is the aggregate id (ce_subject).',
      license: { name: 'Apache-2.0' },
    },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(
      Object.entries(topics).map(([topic, { partitions }]) => [
        topic,
        {
          address: topic,
          messages: Object.fromEntries(
            eventsOf(topic).map(({ type }) => [type, { $ref: `#/components/messages/${type}` }]),
          ),
          bindings: { kafka: { partitions, bindingVersion: '0.5.0' } },
        },
      ]),
    ),
    operations: Object.fromEntries(
      events.map(({ type, topic }) => [
        `send-${type}`,
        {
          action: 'send',
          channel: { $ref: `#/channels/${topic}` },
          messages: [{ $ref: `#/channels/${topic}/messages/${type}` }],
        },
      ]),
    ),
    components: {
      messages: Object.fromEntries(events.map((event) => [event.type, message(event)])),
      schemas: { CloudEventHeaders: headersSchema },
    },
  };
}

const text = { type: 'string', minLength: 1 };
const headersSchema = {
  type: 'object',
  required: ['ce_specversion', 'ce_id', 'ce_source', 'ce_type', 'ce_subject', 'ce_time', 'ce_aggregateversion'],
  properties: {
    ce_specversion: { const: '1.0' },
    ce_id: { type: 'string', format: 'uuid', description: 'UUIDv7, one per event' },
    ce_source: text,
    ce_type: text,
    ce_subject: { ...text, description: 'aggregate id, also the Kafka key' },
    ce_time: { type: 'string', format: 'date-time' },
    ce_aggregateversion: { type: 'string', pattern: '^[1-9][0-9]*$', description: 'gapless per subject, from 1' },
    ce_causationid: text,
    ce_traceparent: text,
  },
};

function message(event: EventType) {
  return {
    name: event.type,
    contentType: 'application/json',
    headers: { $ref: '#/components/schemas/CloudEventHeaders' },
    payload: jsonSchema(event, 'draft-7'),
    examples: [{ payload: event.sample }],
  };
}

/** Consumers ignore unknown fields, so the published schema lets them in. */
export function jsonSchema(event: EventType, target: 'draft-2020-12' | 'draft-7' = 'draft-2020-12') {
  return z.toJSONSchema(event.schema, { target, io: 'input' });
}

function eventsOf(topic: string): readonly EventType[] {
  return events.filter((event) => event.topic === topic);
}

export function toText(document: unknown): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
