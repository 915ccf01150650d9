import { audience, facilitation, focus, listingId, modality, point, publicContent } from '@opencircle/contracts';
import { z } from 'zod';
import { sessionView } from '../group/group.schema.js';

/** Kilometres; half the Earth's girth. */
const FARTHEST = 20_000;

export const searchRequest = z.strictObject({
  near: z.strictObject({ point, withinKm: z.number().positive().max(FARTHEST) }).optional(),
  focuses: z.array(focus).max(30).default([]),
  audiences: z.array(audience).max(30).default([]),
  modalities: z.array(modality).max(3).default([]),
  languages: z.array(z.string().min(2).max(6)).max(20).default([]),
  weekdays: z.array(z.number().int().min(1).max(7)).max(7).default([]),
  offset: z.number().int().min(0).max(10_000).default(0),
  limit: z.number().int().min(1).max(100).default(20),
});
export type SearchRequest = z.infer<typeof searchRequest>;

const searchHit = z.object({
  listingId,
  name: z.string(),
  summary: z.string(),
  focuses: z.array(focus),
  audiences: z.array(audience),
  facilitation,
  modality,
  languages: z.array(z.string()),
  cost: publicContent.shape.cost,
  place: z.object({ locality: z.string().nullable(), region: z.string().nullable() }).nullable(),
  point: point.nullable(),
  distanceKm: z.number().nullable(),
  nextSession: sessionView.nullable(),
  reasons: z.array(z.string()),
});

export const searchAnswer = z.object({
  items: z.array(searchHit),
  total: z.number().int(),
  index: z.object({ groups: z.number().int(), asOf: z.iso.datetime() }),
});
export type SearchAnswer = z.infer<typeof searchAnswer>;
