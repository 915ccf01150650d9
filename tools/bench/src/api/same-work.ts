import { organizationId } from '@opencircle/contracts';
import { z } from 'zod';

export const ISSUER = 'https://issuer.example';

/** What the validated request sends, of the size of a small form. */
export const body = z.strictObject({
  organizationId,
  name: z.string().min(2).max(200),
  languages: z.array(z.string().min(2).max(12)).max(10),
  seats: z.int().min(1).max(500),
});
export const answer = z.object({ name: z.string(), seats: z.int() });
export type Body = z.infer<typeof body>;

export function answerTo({ name, seats }: Body): z.infer<typeof answer> {
  return { name, seats };
}

export const trivial = { status: 'ok' };
