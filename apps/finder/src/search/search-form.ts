import { audiences, focuses } from '@opencircle/contracts';
import { kmOf } from '../language/distance.js';
import type { SearchTerms } from '../backend/matching.js';
import { readChosen, writeChosen } from './chosen-place.js';

export const radii = [5, 10, 25, 50, 100] as const;
export const meetings = ['either', 'in-person', 'virtual'] as const;
export const spokenLanguages = ['en', 'es', 'ase', 'ar', 'fil', 'fr', 'ht', 'ko', 'pt', 'ru', 'vi', 'zh'] as const;
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
export const pageSize = 10;

/** What the search form holds, as typed; the same when it comes back. */
export type SearchForm = {
  place: string;
  /** The place picked for that text; '' until one is. */
  chosen: string;
  /** Miles, as people in the United States give distances. */
  radius: (typeof radii)[number];
  focuses: string[];
  audiences: string[];
  meeting: (typeof meetings)[number];
  language: string;
  weekdays: number[];
  offset: number;
};

export const emptySearch: SearchForm = {
  place: '',
  chosen: '',
  radius: 25,
  focuses: [],
  audiences: [],
  meeting: 'either',
  language: '',
  weekdays: [],
  offset: 0,
};

/** Reads the form; whatever it does not offer is left out, so that no input can fail. */
export function readSearchForm(form: URLSearchParams): SearchForm {
  const picked = readChosen(textOf(form, 'pick'));
  return {
    place: picked?.label ?? textOf(form, 'place').trim().slice(0, 100),
    chosen: picked ? writeChosen(picked) : textOf(form, 'chosen').slice(0, 300),
    radius: radii.find((radius) => String(radius) === textOf(form, 'radius')) ?? emptySearch.radius,
    focuses: focuses.filter((focus) => form.getAll('focus').includes(focus)),
    audiences: audiences.filter((audience) => form.getAll('audience').includes(audience)),
    meeting: meetings.find((meeting) => meeting === textOf(form, 'meeting')) ?? emptySearch.meeting,
    language: spokenLanguages.find((language) => language === textOf(form, 'language')) ?? '',
    weekdays: weekdays.filter((weekday) => form.getAll('weekday').includes(String(weekday))),
    offset: offsetOf(textOf(form, 'offset')),
  };
}

/** The form as name and value pairs, for a form of buttons that carries it on. */
export function fieldsOf(search: SearchForm): [name: string, value: string][] {
  return [
    ['place', search.place],
    ['chosen', search.chosen],
    ['radius', String(search.radius)],
    ...search.focuses.map((focus): [string, string] => ['focus', focus]),
    ...search.audiences.map((audience): [string, string] => ['audience', audience]),
    ['meeting', search.meeting],
    ['language', search.language],
    ...search.weekdays.map((weekday): [string, string] => ['weekday', String(weekday)]),
    ['offset', String(search.offset)],
  ];
}

/** The search in the words of matching: a hybrid group meets both ways. */
export function termsOf(search: SearchForm, point: NonNullable<SearchTerms['near']>['point'] | undefined): SearchTerms {
  return {
    ...(point ? { near: { point, withinKm: kmOf(search.radius) } } : {}),
    focuses: search.focuses,
    audiences: search.audiences,
    modalities: search.meeting === 'either' ? [] : [search.meeting, 'hybrid'],
    languages: search.language === '' ? [] : [search.language],
    ...(search.weekdays.length > 0 ? { weekdays: search.weekdays } : {}),
    offset: search.offset,
    limit: pageSize,
  };
}

export function textOf(form: URLSearchParams, name: string): string {
  return form.get(name) ?? '';
}

function offsetOf(text: string): number {
  return /^\d{1,5}$/.test(text) ? Math.floor(Number(text) / pageSize) * pageSize : 0;
}
