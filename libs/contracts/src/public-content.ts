import { seriesSchema } from '@opencircle/schedule';
import { z } from 'zod';
import { audience, facilitation, focus, modality } from './taxonomy.js';

/** WGS 84 degrees. */
export const point = z.object({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
});
export type Point = z.infer<typeof point>;

/** Where people meet, as far as the group lets the public know; `area` leaves out street and exact point. */
export const publicVenue = z.object({
  publicity: z.enum(['public', 'area', 'accepted-only']),
  name: z.string().max(200).nullable(),
  street: z.string().max(300).nullable(),
  locality: z.string().max(120).nullable(),
  region: z.string().max(120).nullable(),
  postalCode: z.string().max(20).nullable(),
  country: z.string().length(2).nullable(),
  point: point.nullable(),
  accessibility: z.array(z.string().max(60)).max(30),
});

/** How a visit works: a pass lets a person attend one session without joining. */
const visitorPolicy = z.object({
  allowed: z.boolean(),
  note: z.string().max(500).nullable(),
});

/** What anybody may read of a listing. The join link, private notes and staff are not in here, ever. */
export const publicContent = z.object({
  name: z.string().trim().min(2).max(200),
  summary: z.string().max(300),
  description: z.string().max(10_000),
  focuses: z.array(focus).min(1).max(10),
  audiences: z.array(audience).max(10),
  facilitation,
  modality,
  venue: publicVenue.nullable(),
  series: seriesSchema,
  capacity: z.number().int().min(1).max(10_000).nullable(),
  openness: z.enum(['open', 'closed']),
  visitors: visitorPolicy,
  registration: z.enum(['drop-in', 'register', 'approval']),
  ageRange: z.object({
    min: z.number().int().min(0).max(120).nullable(),
    max: z.number().int().min(0).max(120).nullable(),
  }),
  languages: z
    .array(z.string().regex(/^[a-z]{2,3}(-[A-Z]{2})?$/, 'must be a BCP 47 tag such as en or es'))
    .min(1)
    .max(10),
  cost: z.object({
    kind: z.enum(['free', 'donation', 'fee']),
    note: z.string().max(200).nullable(),
  }),
  guidelines: z.string().max(5000),
  contact: z.object({
    email: z.email().max(254).nullable(),
    phone: z.string().max(40).nullable(),
    website: z.url().max(500).nullable(),
  }),
  assuredAt: z.iso.datetime().nullable(),
});
export type PublicContent = z.infer<typeof publicContent>;
