import type { Audience, Focus } from '@opencircle/contracts';
import type { RowReport, FeedRow } from './row-report.js';

/** What a Meeting Guide type code says in our words; codes of the format that say nothing here map to nothing. */
type Meaning = {
  openness?: 'open' | 'closed';
  focus?: Focus;
  audience?: Audience;
  language?: string;
  accessibility?: string;
  temporarilyClosed?: true;
};

const none: Meaning = {};

/** Codes of the Meeting Guide specification (code4recovery/spec, MIT), and the ones that its feeds add (ONL, LGBTQIA). */
const meanings: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ['O', { openness: 'open' }], ['C', { openness: 'closed' }], ['TC', { temporarilyClosed: true }],
  ['W', { audience: 'women' }], ['M', { audience: 'men' }], ['NB', { audience: 'non-binary' }],
  ['Y', { audience: 'youth' }], ['SEN', { audience: 'older-adults' }], ['AL', { audience: 'youth' }],
  ['L', { audience: 'lgbtqia' }], ['G', { audience: 'lgbtqia' }], ['BI', { audience: 'lgbtqia' }],
  ['T', { audience: 'lgbtqia' }], ['LGBTQ', { audience: 'lgbtqia' }], ['LGBTQIA', { audience: 'lgbtqia' }],
  ['POC', { audience: 'bipoc' }], ['N', { audience: 'bipoc' }], ['NDG', { audience: 'bipoc' }],
  ['DD', { focus: 'dual-diagnosis' }],
  ['X', { accessibility: 'step-free' }], ['XB', { accessibility: 'accessible-bathroom' }],
  ['FF', { accessibility: 'fragrance-free' }], ['BA', { accessibility: 'babysitting' }],
  ['CF', { accessibility: 'child-friendly' }],
  ...Object.entries({
    AF: 'af', AM: 'am', AR: 'ar', ASL: 'ase', BG: 'bg', DA: 'da', DE: 'de', EL: 'el', EN: 'en', FA: 'fa', FI: 'fi',
    FR: 'fr', HE: 'he', HI: 'hi', HR: 'hr', HU: 'hu', IS: 'is', ITA: 'it', JA: 'ja', KA: 'ka', KOR: 'ko', LT: 'lt',
    ML: 'ml', MT: 'mt', NE: 'ne', NL: 'nl', NO: 'no', POL: 'pl', POR: 'pt', PUN: 'pa', RUS: 'ru', S: 'es', SK: 'sk',
    SL: 'sl', SV: 'sv', TH: 'th', TL: 'tl', TUR: 'tr', UK: 'uk',
  }).map(([code, language]): [string, Meaning] => [code, { language }]),
  ...['11', '12x12', 'A', 'ABSI', 'AL-AN', 'B', 'BE', 'BRK', 'CAN', 'D', 'DB', 'DR', 'GR', 'H', 'LIT', 'LS', 'MED',
    'ONL', 'OUT', 'P', 'POA', 'SM', 'SP', 'ST', 'TR', 'XT'].map((code): [string, Meaning] => [code.toUpperCase(), none]),
]); // prettier-ignore

export type FeedTypes = {
  openness: 'open' | 'closed' | null;
  focuses: Focus[];
  audiences: Audience[];
  languages: string[];
  accessibility: string[];
  temporarilyClosed: boolean;
};

/** What the row's type codes say. Unknown codes are taken with a notice each. */
export function readTypes(row: FeedRow, report: RowReport): FeedTypes {
  const known = codesOf(row, report).flatMap(({ code, pointer }) => {
    const meaning = meanings.get(code);
    if (meaning === undefined)
      report.notice(pointer, 'unknown-type', `The type ${code} is not known; it says nothing.`);
    return meaning ?? [];
  });
  return {
    openness: known.find((meaning) => meaning.openness === 'closed')?.openness ?? known.find(isOpen)?.openness ?? null,
    focuses: distinct(known.map((meaning) => meaning.focus)),
    audiences: distinct(known.map((meaning) => meaning.audience)),
    languages: distinct(known.map((meaning) => meaning.language)).slice(0, 10),
    accessibility: distinct(known.map((meaning) => meaning.accessibility)),
    temporarilyClosed: known.some((meaning) => meaning.temporarilyClosed === true),
  };
}

function codesOf(row: FeedRow, report: RowReport): { code: string; pointer: string }[] {
  const value = row['types'];
  if (value === undefined || value === null || value === '') return [];
  if (typeof value === 'string') {
    report.notice('/types', 'type', 'types is not a list; it was read as codes between commas.');
    return value.split(',').map((code) => ({ code: normal(code), pointer: '/types' }));
  }
  if (!Array.isArray(value)) {
    report.notice('/types', 'type', 'types is not a list and was left out.');
    return [];
  }
  return value.slice(0, 60).flatMap((code: unknown, index) => {
    if (typeof code === 'string') return { code: normal(code), pointer: `/types/${index}` };
    report.notice(`/types/${index}`, 'unknown-type', 'A type code must be text; this one says nothing.');
    return [];
  });
}

function normal(code: string): string {
  return code.trim().toUpperCase().slice(0, 20);
}

function isOpen(meaning: Meaning): boolean {
  return meaning.openness === 'open';
}

function distinct<T>(values: (T | undefined)[]): T[] {
  return [...new Set(values.filter((value) => value !== undefined))];
}
