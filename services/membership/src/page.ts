import { z } from 'zod';

/** An opaque place in a list: base64url of the sort key of the last item shown. */
export function cursorOf(key: readonly string[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** Reads `cursor`; `key` is the sort key's schema. A cursor that is not ours is an invalid request. */
export function cursorSchema<Key extends z.ZodType>(key: Key) {
  return z
    .string()
    .max(500)
    .transform((text, context): z.output<Key> => {
      const read = key.safeParse(parse(text));
      if (read.success) return read.data;
      context.addIssue({ code: 'custom', message: 'is not a cursor of this list' });
      return z.NEVER;
    });
}

export const limitSchema = z.coerce.number().int().min(1).max(100).default(50);

export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
