import type { EventType } from './event-type.js';
import { jsonSchema, toText } from './generated-documents.js';
import { events } from './registry.js';
import { changesBetween } from './schema-changes.js';
import { audience, focus } from './taxonomy.js';
import { topics } from './topics.js';

/** What was promised about one event version when it was published; grows by optional fields alone. */
type Promised = { readonly topic: string; readonly schema: unknown; readonly sample: unknown };

export type Verdict = {
  /** Promises that today's contracts break: event or topic, JSON Pointer, rule, and what changed. */
  readonly broken: readonly string[];
  /** The files of `published/` as they stand for today's contracts; meaningful when nothing is broken. */
  readonly documents: ReadonlyMap<string, string>;
};

const TOPICS = 'published/topics.json';
const fileOf = (type: string): string => `published/${type}.json`;

/** Codes of a taxonomy may be added (DESIGN: a code is never reused); consumers are deployed before the first producer uses one. */
const taxonomies: readonly (readonly string[])[] = [focus.options, audience.options];

/** Holds today's contracts against what was published: path below `libs/contracts` → text, as committed. */
export function compareWithPublished(
  committed: ReadonlyMap<string, string>,
  today: { events: readonly EventType[]; topics: Readonly<Record<string, { readonly partitions: number }>> } = {
    events,
    topics,
  },
): Verdict {
  const broken: string[] = [];
  for (const [path, text] of committed) {
    if (path === TOPICS) broken.push(...brokenTopics(JSON.parse(text) as Partitions, today.topics));
    else broken.push(...brokenEvent(typeIn(path), JSON.parse(text) as Promised, today.events));
  }
  const documents = new Map([[TOPICS, toText(partitionsOf(today.topics))]]);
  for (const event of today.events) documents.set(fileOf(event.type), toText(promiseOf(event)));
  return { broken, documents };
}

function brokenEvent(type: string, promised: Promised, known: readonly EventType[]): string[] {
  const event = known.find((each) => each.type === type);
  if (event === undefined) return [`${type} / version-removed: it lies in Kafka, and consumers must go on reading it`];
  const is = promiseOf(event);
  return [
    ...(is.topic === promised.topic ? [] : [`${type} /topic topic-changed: ${promised.topic} → ${is.topic}`]),
    ...changesBetween(promised.schema, is.schema, mayGrow).map(
      ({ pointer, rule, detail }) => `${type} /schema${pointer} ${rule}: ${detail}`,
    ),
    ...(toText(is.sample) === toText(promised.sample) ? [] : [`${type} /sample sample-edited: a golden sample stays`]),
    ...(event.schema.safeParse(promised.sample).success ? [] : [`${type} /sample sample-refused: by today's schema`]),
  ];
}

type Partitions = Readonly<Record<string, number>>;

function brokenTopics(
  promised: Partitions,
  known: Readonly<Record<string, { readonly partitions: number }>>,
): string[] {
  const is = partitionsOf(known);
  return Object.entries(promised).flatMap(([topic, partitions]) => {
    if (is[topic] === partitions) return [];
    return [
      `${topic} /partitions ${is[topic] === undefined ? 'topic-removed' : 'partitions-changed'}: keys must not move`,
    ];
  });
}

function promiseOf(event: EventType): Promised {
  return { topic: event.topic, schema: jsonSchema(event), sample: event.sample };
}

function partitionsOf(known: Readonly<Record<string, { readonly partitions: number }>>): Partitions {
  return Object.fromEntries(Object.entries(known).map(([topic, { partitions }]) => [topic, partitions]));
}

function mayGrow(values: readonly unknown[]): boolean {
  return taxonomies.some((codes) => codes.length === values.length && codes.every((code) => values.includes(code)));
}

function typeIn(path: string): string {
  return path.slice('published/'.length, -'.json'.length);
}
