/** A listing that is complete and in San Jose. */
export function contentOf(name: string): object {
  return {
    name,
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
  };
}

/** The way into a group, for its staff alone. */
export const privateContent = {
  joinLink: 'https://meet.example/the-way-in',
  joinNote: null,
  dialIn: null,
  dialInNote: null,
};

export const feedDefaults = {
  focuses: ['addiction-recovery'],
  audiences: ['family'],
  facilitation: 'peer',
  durationMinutes: 60,
  language: 'en',
  zone: 'America/New_York',
};

/** One row of a Meeting Guide feed. */
export const FEED = JSON.stringify([
  {
    name: 'Evening circle',
    slug: 'evening-circle',
    day: 2,
    time: '19:00',
    end_time: '20:00',
    timezone: 'America/New_York',
    attendance_option: 'in_person',
    formatted_address: '1 River Street, Springfield, NY 10001, USA',
    latitude: 42,
    longitude: -75,
    types: ['O'],
  },
]);
