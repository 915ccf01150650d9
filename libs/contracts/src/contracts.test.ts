import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { events, findEventType } from './registry.js';
import { generatedDocuments } from './generated-documents.js';
import { topics } from './topics.js';

const samples = new URL('../samples/', import.meta.url);
const load = (name: string): unknown => JSON.parse(readFileSync(new URL(name, samples), 'utf8'));
const documents = generatedDocuments();

describe('contracts', () => {
  it.each(readdirSync(samples))('accepts the golden sample %s', (name) => {
    const event = findEventType(name.replace(/\.json$/, ''));
    expect(event?.schema.parse(load(name))).toEqual(load(name));
  });

  it('keeps a golden sample of every event', () => {
    expect(readdirSync(samples).sort()).toEqual(events.map(({ type }) => `${type}.json`).sort());
  });

  it.each(events)('$type refuses a sample that lacks any of its fields', (event) => {
    const sample = event.sample as Record<string, unknown>;
    for (const field of Object.keys(sample)) {
      expect(event.schema.safeParse({ ...sample, [field]: undefined }).success).toBe(false);
    }
  });

  it.each(events)('$type drops what its schema does not name', (event) => {
    expect(event.schema.parse({ ...(event.sample as object), joinLink: 'secret' })).toEqual(event.sample);
  });

  it('names types after the convention, on known topics', () => {
    for (const event of events) {
      expect(event.type).toMatch(/^org\.opencircle\.[a-z-]+\.[a-z-]+\.v[1-9]\d*$/);
      expect(Object.keys(topics)).toContain(event.topic);
    }
  });

  it('writes JSON Schemas that accept the samples', () => {
    for (const event of events) {
      const ajv = new Ajv2020({ strict: false });
      addFormats.default(ajv);
      const check = ajv.compile(JSON.parse(documents.get(`generated/schemas/${event.type}.json`) ?? '') as object);
      expect(check(event.sample)).toBe(true);
      expect(check({})).toBe(false);
    }
  });

  it('writes a valid AsyncAPI 3 document', () => {
    const require = createRequire(import.meta.url);
    const ajv = new Ajv({ strict: false, validateFormats: false });
    const check = ajv.compile(require('@asyncapi/specs/schemas/3.0.0-without-$id.json') as object);
    const document = JSON.parse(documents.get('generated/asyncapi.json') ?? '') as Record<string, unknown>;
    expect(check(document) ? [] : check.errors).toEqual([]);
    expect(check({ ...document, channels: 'none' })).toBe(false);
  });
});
