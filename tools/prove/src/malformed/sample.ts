import { randomUUID } from 'node:crypto';
import type { Random } from '../random.js';
import type { Json } from './api.js';

/** How often an optional member is there. */
const OPTIONAL = 0.6;
const DEEPEST = 8;

/** Values that a schema asks for, so that a request gets as far as its route's own code. `ids`: of things that are there. */
export class Sampler {
  constructor(
    private readonly document: Json,
    private readonly random: Random,
    private readonly ids: readonly [string, ...string[]],
  ) {}

  of(schema: Json, depth = 0): unknown {
    if (typeof schema['$ref'] === 'string') return this.of(this.resolve(schema['$ref']), depth);
    if ('const' in schema) return schema['const'];
    const choices = (schema['enum'] ?? undefined) as [unknown, ...unknown[]] | undefined;
    if (choices !== undefined) return this.random.pick(choices);
    const either = (schema['anyOf'] ?? schema['oneOf']) as [Json, ...Json[]] | undefined;
    if (either !== undefined) return this.of(this.random.pick(either), depth + 1);
    const types = [schema['type'] ?? 'string'].flat() as [string, ...string[]];
    switch (this.random.pick(types)) {
      case 'object':
        return this.object(schema, depth);
      case 'array':
        return this.array(schema, depth);
      case 'integer':
      case 'number':
        return this.number(schema);
      case 'boolean':
        return this.random.chance(0.5);
      case 'null':
        return null;
      default:
        return this.string(schema);
    }
  }

  private object(schema: Json, depth: number): Json {
    const members = Object.entries((schema['properties'] ?? {}) as Record<string, Json>);
    const required = new Set((schema['required'] ?? []) as string[]);
    const shown = members.filter(([name]) => required.has(name) || (depth < DEEPEST && this.random.chance(OPTIONAL)));
    return Object.fromEntries(shown.map(([name, member]) => [name, this.of(member, depth + 1)]));
  }

  private array(schema: Json, depth: number): unknown[] {
    const least = (schema['minItems'] ?? 0) as number;
    const most = Math.min((schema['maxItems'] ?? 3) as number, Math.max(3, least));
    const length = depth < DEEPEST ? this.random.between(least, most) : least;
    return Array.from({ length }, () => this.of((schema['items'] ?? {}) as Json, depth + 1));
  }

  private number(schema: Json): number {
    const least = Math.max((schema['minimum'] ?? -1_000) as number, -1e6);
    const most = Math.min((schema['maximum'] ?? 1_000) as number, 1e6);
    return schema['type'] === 'number' ? least + this.random.next() * (most - least) : this.random.between(least, most);
  }

  private string(schema: Json): string {
    switch (schema['format']) {
      case 'uuid':
        return this.random.chance(0.8) ? this.random.pick(this.ids) : randomUUID();
      case 'email':
        return `${randomUUID()}@example.org`;
      case 'uri':
        return 'https://example.org/';
      case 'date-time':
        return new Date(Date.UTC(2026, 10, 24) + this.random.between(0, 1e6) * 1_000).toISOString();
    }
    const least = (schema['minLength'] ?? 0) as number;
    const pattern = (schema['pattern'] ?? '') as string;
    if (pattern.startsWith('^[A-Z]{2}')) return 'US';
    if (pattern.startsWith('^[a-z]{2')) return 'en';
    if (pattern.includes('\\d{4}-')) return '2026-11-24T19:00';
    if (pattern.includes('\\d')) return String(this.random.between(0, 10_000));
    return this.random
      .pick(['Europe/Dublin', 'FREQ=WEEKLY;BYDAY=TU', 'calm', 'An hour by the river'])
      .padEnd(least, 'x');
  }

  private resolve(reference: string): Json {
    const parts = reference.replace(/^#\//, '').split('/');
    return parts.reduce((at, part) => at[part] as Json, this.document);
  }
}
