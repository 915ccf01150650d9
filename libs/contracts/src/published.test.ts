import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { EventType } from './event-type.js';
import { compareWithPublished } from './published.js';
import { events } from './registry.js';
import { audience, focus } from './taxonomy.js';
import { topics } from './topics.js';

const folder = new URL('../published/', import.meta.url);
const committed = new Map(
  readdirSync(folder).map((name) => [`published/${name}`, readFileSync(new URL(name, folder), 'utf8')]),
);

const sample = { caseId: 'c', reason: 'late', focuses: ['ocd'] };
const published = event(z.object({ caseId: z.string(), reason: z.string().max(60), focuses: z.array(focus) }));

function event(schema: z.ZodType, more: Partial<EventType> = {}): EventType {
  return { type: 'org.opencircle.case.tested.v1', topic: 'opencircle.listings.case', schema, sample, ...more };
}

/** What is broken when `published` was published and the contracts are these now. */
function brokenBy(today: EventType[], partitions: number | null = 6): string[] {
  const topic = 'opencircle.listings.case';
  const before = compareWithPublished(new Map(), { events: [published], topics: { [topic]: { partitions: 6 } } });
  const now = { events: today, topics: partitions === null ? {} : { [topic]: { partitions } } };
  return [...compareWithPublished(before.documents, now).broken];
}

const fields = { caseId: z.string(), reason: z.string().max(60), focuses: z.array(focus) };
const TYPE = 'org.opencircle.case.tested.v1';

it("today's contracts keep what was published", () => {
  expect(compareWithPublished(committed).broken).toEqual([]);
  expect(committed.size).toBe(events.length + 1);
  expect(JSON.parse(committed.get('published/topics.json') ?? '{}')).toEqual(
    Object.fromEntries(Object.entries(topics).map(([name, { partitions }]) => [name, partitions])),
  );
});

it('an optional field and a new event break nothing', () => {
  const extended = event(z.object({ ...fields, note: z.string().max(10).optional() }));
  expect(brokenBy([extended, event(z.object({}), { type: 'org.opencircle.case.tested.v2' })])).toEqual([]);
});

it('an optional field is part of the promise from then on', () => {
  const extended = event(z.object({ ...fields, note: z.string().max(10).optional() }));
  const { documents } = compareWithPublished(new Map(), { events: [extended], topics: {} });
  expect(compareWithPublished(documents, { events: [published], topics: {} }).broken).toEqual([
    `${TYPE} /schema/properties/note property-removed: note is gone`,
  ]);
});

it.each<[string, EventType[], string]>([
  ['a removed version', [], `${TYPE} / version-removed: `],
  ['another topic', [event(z.object(fields), { topic: 'opencircle.listings.listing' })], `${TYPE} /topic topic-changed: `],
  ['a removed field', [event(z.object({ caseId: z.string(), focuses: z.array(focus) }))], `${TYPE} /schema/properties/reason property-removed: `],
  ['a renamed field', [event(z.object({ ...fields, reason: z.string().optional(), why: z.string() }))], `${TYPE} /schema/properties/why property-added-required: `],
  ['a required field', [event(z.object({ ...fields, note: z.string() }))], `${TYPE} /schema/properties/note property-added-required: `],
  ['another type', [event(z.object({ ...fields, reason: z.number() }))], `${TYPE} /schema/properties/reason/type type-changed: `],
  ['a tighter limit', [event(z.object({ ...fields, reason: z.string().max(30) }))], `${TYPE} /schema/properties/reason/maxLength limit-tightened: 60 → 30`],
  ['a code taken away', [event(z.object({ ...fields, focuses: z.array(focus.exclude(['ocd'])) }))], `${TYPE} /schema/properties/focuses/items/enum enum-value-removed: "ocd"`],
  ['another taxonomy', [event(z.object({ ...fields, focuses: z.array(audience) }))], `${TYPE} /schema/properties/focuses/items/enum enum-value-removed: `],
  ['an edited sample', [event(z.object(fields), { sample: { ...sample, reason: 'early' } })], `${TYPE} /sample sample-edited: `],
  ['a rule that JSON Schema cannot tell', [event(z.object(fields).refine(({ reason }) => reason !== 'late'))], `${TYPE} /sample sample-refused: `],
])('%s is found', (_what, today, expected) => {
  expect(brokenBy(today)).toContainEqual(expect.stringContaining(expected));
}); // prettier-ignore

it('topics keep their partitions', () => {
  expect(brokenBy([published], 12)).toEqual([
    'opencircle.listings.case /partitions partitions-changed: keys must not move',
  ]);
  expect(brokenBy([published], null)).toHaveLength(1);
});
