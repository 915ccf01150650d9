import { audience, facilitation, focus } from '@opencircle/contracts';
import { seriesSchema } from '@opencircle/schedule';
import { z } from 'zod';

/** What the format cannot say, told once for the whole feed by the person who imports it. */
export const importDefaults = z.strictObject({
  focuses: z.array(focus).min(1).max(10),
  audiences: z.array(audience).max(10),
  facilitation,
  durationMinutes: z.number().int().min(5).max(1440),
  language: z.string().regex(/^[a-z]{2,3}(-[A-Z]{2})?$/, 'must be a BCP 47 tag such as en or es'),
  zone: seriesSchema.shape.zone.optional(),
});
export type ImportDefaults = z.infer<typeof importDefaults>;
