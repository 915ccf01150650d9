import { z } from 'zod';

type Json = Record<string, unknown>;

const LOCAL = '#/$defs/';
const SHARED = '#/components/schemas/';

/** Turns zod schemas into JSON Schema 2020-12, the dialect of OpenAPI 3.1; named ones (`.meta({ id })`) are shared. */
export class Schemas {
  readonly components: Record<string, Json> = {};

  /** `io`: `input` is what a caller writes (defaults optional), `output` what a caller reads. */
  add(schema: z.ZodType, io: 'input' | 'output'): Json {
    const {
      $schema: _,
      $defs = {},
      ...root
    } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json & {
      $defs?: Record<string, Json>;
    };
    const names = new Map(Object.entries($defs).map(([id, definition]) => [id, this.nameFor(id, definition, io)]));
    const shared = (value: unknown) => withReferences(value, (id) => names.get(id) ?? id) as Json;
    for (const [id, definition] of Object.entries($defs)) this.components[names.get(id) as string] = shared(definition);
    const id = root['id'];
    if (typeof id !== 'string') return shared(root);
    const name = this.nameFor(id, root, io);
    this.components[name] = shared(withoutId(root));
    return { $ref: SHARED + name };
  }

  /** A schema that reads differently than it is written stands twice: `Visit` and `VisitInput`. */
  private nameFor(id: string, definition: Json, io: 'input' | 'output'): string {
    const existing = this.components[id];
    const same = existing === undefined || JSON.stringify(existing) === JSON.stringify(normal(definition));
    return same ? id : `${id}${io === 'input' ? 'Input' : 'Output'}`;
  }
}

function normal(definition: Json): unknown {
  return withReferences(withoutId(definition), (id) => id);
}

function withoutId({ id: _, ...rest }: Json): Json {
  return rest;
}

function withReferences(value: unknown, nameOf: (id: string) => string): unknown {
  if (Array.isArray(value)) return value.map((part) => withReferences(part, nameOf));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) =>
      key === '$ref' && typeof part === 'string' && part.startsWith(LOCAL)
        ? [key, SHARED + nameOf(part.slice(LOCAL.length))]
        : [key, withReferences(part, nameOf)],
    ),
  );
}
