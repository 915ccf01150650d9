import { createHash } from 'node:crypto';
import { findEventType } from '@opencircle/contracts';
import { hidden, isUuid } from './outline-headers.js';

/** One value of an event's content: where it stands (JSON Pointer), and itself or what stands for it. */
export type ShownField = { pointer: string; value: string };

/** `bytes` and `sha256` of the content as it came, null for a tombstone; `fields` that the event's schema knows. */
export type ContentOutline = {
  bytes: number | null;
  sha256: string | null;
  fields: ShownField[];
  unknownKeys: number;
};

type Schema = {
  readonly anyOf?: Schema[];
  readonly oneOf?: Schema[];
  readonly allOf?: Schema[];
  readonly $ref?: string;
  readonly type?: string | string[];
  readonly format?: string;
  readonly enum?: unknown[];
  readonly const?: unknown;
  readonly properties?: Record<string, Schema>;
  readonly items?: Schema;
};

const MOST_FIELDS = 200;
const MOST_BYTES = 1_000_000;
const MOST_DEPTH = 12;
const DATE = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)?)?$/;

/**
 * What can be shown of an event's content without showing anybody's data: ids, times, numbers, truth values and the
 * schema's own codes, where the schema says that they stand there; of other text only the length. Keys that the schema
 * does not know are counted. Of what is not JSON of a known event type only size and hash are told.
 */
export function outlineContent(type: string | undefined, value: Buffer | null): ContentOutline {
  if (value === null) return { bytes: null, sha256: null, fields: [], unknownKeys: 0 };
  const size = { bytes: value.length, sha256: createHash('sha256').update(value).digest('hex') };
  const declared = type === undefined ? undefined : findEventType(type);
  const json = declared === undefined || value.length > MOST_BYTES ? undefined : parsed(value);
  if (declared === undefined || json === undefined) return { ...size, fields: [], unknownKeys: 0 };
  const root = declared.schema.toJSONSchema({ unrepresentable: 'any' }) as Schema & { $defs?: Record<string, Schema> };
  const outline = new Outline(root.$defs ?? {});
  outline.add('', json, [root], 0);
  return { ...size, fields: outline.fields, unknownKeys: outline.unknownKeys };
}

class Outline {
  readonly fields: ShownField[] = [];
  unknownKeys = 0;

  constructor(private readonly definitions: Readonly<Record<string, Schema>>) {}

  /** `schemas` are all that may describe the value; a union has several. */
  add(pointer: string, value: unknown, schemas: readonly Schema[], depth: number): void {
    const leaves = schemas.flatMap((schema) => this.leavesOf(schema));
    if (typeof value !== 'object' || value === null) return this.show(pointer, shownScalar(value, leaves));
    if (Array.isArray(value)) return this.addArray(pointer, value, leaves, depth);
    const known = leaves.flatMap(({ properties }) => (properties === undefined ? [] : [properties]));
    for (const [key, part] of Object.entries(value)) {
      const inner = known.flatMap((properties) => (Object.hasOwn(properties, key) ? [properties[key] as Schema] : []));
      if (inner.length === 0 || depth === MOST_DEPTH) this.unknownKeys++;
      else this.add(`${pointer}/${key}`, part, inner, depth + 1);
    }
  }

  private addArray(pointer: string, values: readonly unknown[], leaves: readonly Schema[], depth: number): void {
    const items = leaves.flatMap((leaf) => (leaf.items === undefined ? [] : [leaf.items]));
    this.show(pointer, `<list, ${values.length} items>`);
    if (items.length === 0 || depth === MOST_DEPTH) return;
    for (const [index, value] of values.entries()) {
      if (this.fields.length >= MOST_FIELDS) return;
      this.add(`${pointer}/${index}`, value, items, depth + 1);
    }
  }

  private show(pointer: string, value: string): void {
    if (this.fields.length < MOST_FIELDS) this.fields.push({ pointer, value });
  }

  private leavesOf(schema: Schema): Schema[] {
    const branches = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
    const named = schema.$ref?.replace(/^#\/\$defs\//, '');
    const referred = named === undefined ? undefined : this.definitions[named];
    return [
      schema,
      ...branches.flatMap((branch) => this.leavesOf(branch)),
      ...(referred ? this.leavesOf(referred) : []),
    ];
  }
}

function shownScalar(value: unknown, leaves: readonly Schema[]): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return leaves.some((leaf) => mayShow(value, leaf)) ? value : hidden(value);
  const type = typeof value;
  const expected = leaves.flatMap((leaf) => leaf.type ?? []);
  const fits =
    type === 'number' ? expected.includes('number') || expected.includes('integer') : expected.includes(type);
  return fits ? JSON.stringify(value) : `<${type}>`;
}

function mayShow(text: string, { format, enum: codes, const: code }: Schema): boolean {
  if (codes?.includes(text) === true || code === text) return true;
  if (format === 'uuid') return isUuid(text);
  return (format === 'date-time' || format === 'date') && DATE.test(text);
}

function parsed(value: Buffer): unknown {
  try {
    return JSON.parse(value.toString('utf8'));
  } catch {
    return undefined;
  }
}
