import type { ListingContent } from './listing-content.js';

/** A complete listing for tests; `changes` replace whole fields. */
export function contentWith(changes: Partial<ListingContent> = {}): ListingContent {
  return {
    name: 'River Street Circle',
    summary: 'A calm hour.',
    description: 'A calm hour for families. Come as you are, there is tea.',
    focuses: ['addiction-recovery'],
    audiences: ['family'],
    facilitation: 'peer',
    modality: 'in-person',
    venue: {
      publicity: 'public',
      name: 'Community House',
      street: '12 River St',
      locality: 'San Jose',
      region: 'CA',
      postalCode: '95112',
      country: 'US',
      point: { latitude: 37.33821, longitude: -121.88631 },
      accessibility: ['step-free'],
    },
    series: {
      zone: 'America/Los_Angeles',
      firstStart: '2026-11-24T19:00',
      durationMinutes: 90,
      rule: 'FREQ=WEEKLY;BYDAY=TU',
      exceptions: [],
      overrides: [],
    },
    capacity: null,
    openness: 'open',
    visitors: { allowed: true, note: null },
    registration: 'drop-in',
    ageRange: { min: null, max: null },
    languages: ['en'],
    cost: { kind: 'free', note: null },
    guidelines: '',
    contact: { email: 'circle@example.org', phone: null, website: null },
    assuredAt: null,
    ...changes,
  };
}
