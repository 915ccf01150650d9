import { z } from 'zod';
import { failure } from './problems.js';

/** What every list takes. */
export const pageQuery = {
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
};

export type PageRequest = { cursor?: string | undefined; limit: number };
export type Page<Item> = { items: Item[]; next: string | null; total?: number };

/** The answer of a list: `next` is opaque, and null on the last page. */
export function pageOf<S extends z.ZodType>(item: S) {
  return z.object({ items: z.array(item), next: z.string().nullable(), total: z.int().optional() });
}

/** Where the last page ended: the sort value and the id of its last row. */
export type Position = { value: string; id: string };

const position = z.tuple([z.string().max(200), z.string().max(60)]);

/** Throws bad-cursor for what this service did not write. */
export function positionOf(
  cursor: string | undefined,
  parts: { value: z.ZodType; id: z.ZodType },
): Position | undefined {
  if (cursor === undefined) return undefined;
  const read = position.safeParse(parsed(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (!read.success || !parts.value.safeParse(read.data[0]).success || !parts.id.safeParse(read.data[1]).success) {
    const detail = 'The cursor is not one that this list gave.';
    throw failure('bad-cursor', detail, [{ pointer: '/cursor', rule: 'bad-cursor', detail, in: 'query' }]);
  }
  return { value: read.data[0], id: read.data[1] };
}

/** Cuts the one row too many that tells whether there is a next page. */
export function paged<Row>(
  rows: Row[],
  limit: number,
  keyOf: (row: Row) => Position,
): { rows: Row[]; next: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  if (rows.length <= limit || last === undefined) return { rows: shown, next: null };
  const { value, id } = keyOf(last);
  return { rows: shown, next: Buffer.from(JSON.stringify([value, id])).toString('base64url') };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
