import { point, publicContent } from '@opencircle/contracts';
import { z } from 'zod';
import { environment } from '../environment.js';
import { call, ServiceUnavailable, type Caller } from './call.js';

const session = z.object({
  start: z.iso.datetime({ offset: true }),
  end: z.iso.datetime({ offset: true }),
  zone: z.string(),
});

const foundGroup = z.object({
  listingId: z.uuid(),
  name: z.string(),
  summary: z.string(),
  focuses: z.array(z.string()),
  audiences: z.array(z.string()),
  facilitation: z.string(),
  modality: z.string(),
  languages: z.array(z.string()),
  cost: publicContent.shape.cost,
  place: z.object({ locality: z.string().nullable(), region: z.string().nullable() }).nullable(),
  point: point.nullish(),
  distanceKm: z.number().nullable(),
  nextSession: session.nullable(),
});
export type FoundGroup = z.infer<typeof foundGroup>;

const searchAnswer = z.object({ items: z.array(foundGroup), total: z.number().int() });
export type SearchAnswer = z.infer<typeof searchAnswer>;

const place = z.object({ id: z.union([z.string(), z.number()]), label: z.string(), point, kind: z.string() });
export type Place = z.infer<typeof place>;

/** Read as it comes: a newer service may know codes that this release has no label for. */
const group = z.object({
  listingId: z.uuid(),
  organization: z.object({ id: z.string(), name: z.string() }),
  content: publicContent.extend({
    focuses: z.array(z.string()),
    audiences: z.array(z.string()),
    facilitation: z.string(),
    modality: z.string(),
  }),
  nextSessions: z.array(session),
});
export type Group = z.infer<typeof group>;

export type SearchTerms = {
  near?: { point: z.infer<typeof point>; withinKm: number };
  focuses: string[];
  audiences: string[];
  modalities: string[];
  languages: string[];
  weekdays?: number[];
  offset: number;
  limit: number;
};

const service = 'matching';

export async function searchGroups(terms: SearchTerms, caller: Caller): Promise<SearchAnswer | 'busy'> {
  const answer = await call({ service, url: at('/v1/searches'), body: terms, caller }, searchAnswer);
  if (answer.ok) return answer.value;
  if (answer.refusal.status === 429) return 'busy';
  throw new ServiceUnavailable(service);
}

export async function findPlaces(text: string, caller: Caller): Promise<Place[] | 'busy'> {
  const body = { text, limit: 8 };
  const answer = await call(
    { service, url: at('/v1/place-searches'), body, caller },
    z.object({ items: z.array(place) }),
  );
  if (answer.ok) return answer.value.items;
  if (answer.refusal.status === 429) return 'busy';
  if (answer.refusal.status === 422 || answer.refusal.status === 400) return [];
  throw new ServiceUnavailable(service);
}

/** The group as the public may see it, or undefined when no such group is listed. */
export async function findGroup(listingId: string, caller: Caller): Promise<Group | undefined> {
  if (!z.uuid().safeParse(listingId).success) return undefined;
  const answer = await call({ service, url: at(`/v1/groups/${listingId}`), caller }, group);
  if (answer.ok) return answer.value;
  if (answer.refusal.status === 404 || answer.refusal.status === 410) return undefined;
  throw new ServiceUnavailable(service);
}

function at(path: string): URL {
  return new URL(path, environment.MATCHING_URL);
}
