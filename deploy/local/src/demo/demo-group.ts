import type { Audience, Facilitation, Focus, Modality, PublicContent } from '@opencircle/contracts';
import { scheduleOf, type Rhythm } from './first-start.js';
import { places } from './places.js';

/** One row of the demo. What is not said is what most groups have. */
export type DemoGroup = {
  readonly name: string;
  readonly summary: string;
  readonly by: OrganizationKey;
  readonly focuses: Focus[];
  readonly audiences: Audience[];
  readonly at: keyof typeof places;
  /** Building and street; absent for a group that meets online only. */
  readonly venue?: readonly [name: string, street: string, postalCode: string];
  readonly modality?: Modality;
  readonly when: readonly [rhythm: Rhythm, time: string, minutes?: number];
  readonly language?: 'en' | 'es';
  readonly also?: 'en' | 'es';
  readonly led?: Facilitation;
  readonly capacity?: number;
  readonly closed?: boolean;
  readonly noVisitors?: boolean;
  readonly age?: readonly [min: number, max: number | null];
  readonly area?: boolean;
  readonly cost?: 'donation';
  readonly state?: 'pending' | 'changed' | 'reported';
};

export type OrganizationKey = 'riverside' | 'harbour' | 'liffey' | 'circulo' | 'lakeside';

const words = {
  en: {
    rest: 'You may come once to see whether it suits you. Nobody has to speak. We are not a replacement for treatment; in an emergency, call the crisis line of your country.',
    guidelines:
      'What is said here stays here. One person speaks at a time. We share experience and give no advice unless asked.',
    visit: 'Come ten minutes early; somebody will meet you at the door.',
  },
  es: {
    rest: 'Puedes venir una vez para ver si te sirve. Nadie está obligado a hablar. No sustituimos un tratamiento; en una emergencia, llama a la línea de crisis de tu país.',
    guidelines:
      'Lo que se dice aquí se queda aquí. Habla una persona a la vez. Compartimos experiencia y no damos consejos si no se piden.',
    visit: 'Ven diez minutos antes; alguien te recibirá en la entrada.',
  },
} as const;

/** The whole content of a listing, as `POST /v1/listings` takes it. `index` spreads groups of one city a little. */
export function contentOf(group: DemoGroup, index: number): PublicContent {
  const language = group.language ?? 'en';
  const [rhythm, time, minutes = 90] = group.when;
  const { rule, day } = scheduleOf(rhythm);
  const [min, max] = group.age ?? [18, null];
  return {
    name: group.name,
    summary: group.summary,
    description: `${group.summary}\n\n${words[language].rest}`,
    focuses: group.focuses,
    audiences: group.audiences,
    facilitation: group.led ?? 'peer',
    modality: modalityOf(group),
    venue: venueOf(group, index),
    series: {
      zone: places[group.at].zone,
      firstStart: `${day}T${time}`,
      durationMinutes: minutes,
      rule,
      exceptions: [],
      overrides: [],
    },
    capacity: group.capacity ?? null,
    openness: group.closed ? 'closed' : 'open',
    visitors: group.noVisitors ? { allowed: false, note: null } : { allowed: true, note: words[language].visit },
    registration: group.closed ? 'approval' : 'drop-in',
    ageRange: { min, max },
    languages: group.also ? [language, group.also] : [language],
    cost: { kind: group.cost ?? 'free', note: null },
    guidelines: words[language].guidelines,
    contact: { email: `${group.by}@demo.opencircle.example`, phone: null, website: null },
    assuredAt: '2026-11-01T12:00:00.000Z',
  };
}

function modalityOf({ modality, venue }: DemoGroup): Modality {
  return modality ?? (venue ? 'in-person' : 'virtual');
}

function venueOf({ at, venue, area }: DemoGroup, index: number): PublicContent['venue'] {
  if (!venue) return null;
  const { locality, region, country, point } = places[at];
  const [name, street, postalCode] = venue;
  const spread = { latitude: shifted(point.latitude, index, 7), longitude: shifted(point.longitude, index, 11) };
  const exact = area ? { name: null, street: null, point: null } : { name, street, point: spread };
  return {
    publicity: area ? 'area' : 'public',
    ...exact,
    locality,
    region,
    country,
    postalCode,
    accessibility: index % 3 === 0 ? ['step-free', 'accessible-toilet'] : ['step-free'],
  };
}

/** Up to two kilometres from the middle of the city, the same at every start. */
function shifted(degrees: number, index: number, factor: number): number {
  return Number((degrees + (((index * factor) % 9) - 4) * 0.005).toFixed(4));
}
