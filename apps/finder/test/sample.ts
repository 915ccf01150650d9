import { events, listingPublished } from '@opencircle/contracts';

const golden = events.find(({ type }) => type === listingPublished.type)?.sample as {
  content: Record<string, unknown>;
};

export const listingId = '01890a5d-ac96-774b-bcce-b302099a8057';
export const session = {
  start: '2030-11-27T03:00:00.000Z',
  end: '2030-11-27T04:00:00.000Z',
  zone: 'America/Los_Angeles',
};

/** A group as matching answers it; the content is the golden sample's. */
export function group(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    listingId,
    organization: { id: '01890a5d-ac96-774b-bcce-b302099a8058', name: 'Riverside Family Groups' },
    content: { ...golden.content, description: '<script>alert(1)</script>', ...changes },
    nextSessions: [session],
  };
}

export const found = {
  listingId,
  name: 'Tuesday evening circle',
  summary: 'A calm hour for families.',
  focuses: ['addiction-recovery'],
  audiences: ['family'],
  facilitation: 'peer',
  modality: 'in-person',
  languages: ['en'],
  cost: { kind: 'free', note: null },
  place: { locality: 'San Jose', region: 'CA' },
  point: { latitude: 37.35, longitude: -121.9 },
  distanceKm: 3.2,
  nextSession: session,
  reasons: ['near'],
};

export const sanJose = {
  id: '1',
  label: 'San Jose, CA',
  point: { latitude: 37.339, longitude: -121.895 },
  kind: 'city',
};
