import type { z } from 'zod';
import type { Topic } from './topics.js';

/** One event type: its CloudEvents `type`, the topic it travels on, its data's schema, and one golden sample. */
export type EventType<Data = unknown> = {
  readonly type: `org.opencircle.${string}`;
  readonly topic: Topic;
  readonly schema: z.ZodType<Data>;
  readonly sample: unknown;
};

export type DataOf<E> = E extends EventType<infer Data> ? Data : never;

/** Declares an event; the one place where a type string is written. Producers validate strictly with its schema. */
export function eventType<Data>(event: EventType<Data>): EventType<Data> {
  return event;
}

/** A past event, decoded and checked. CloudEvents 1.0 names; `aggregateversion` is gapless per subject. */
export type CloudEvent<Data = unknown> = {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly aggregateversion: number;
  readonly traceparent?: string;
  readonly causationid?: string;
  readonly data: Data;
};
