/* eslint-disable @typescript-eslint/no-non-null-assertion -- an index into columns and lists is in range by construction */
import { CodeColumn } from './code-column.js';
import type { Facilitation, Group, Modality } from './group.js';
import { cellOf } from './map-cells.js';
import { Postings, RowList } from './postings.js';

const IN_PERSON = 1;
export const VIRTUAL = 2;
const MODALITIES: readonly Modality[] = ['in-person', 'virtual', 'hybrid'];
const FACILITATIONS: readonly Facilitation[] = ['peer', 'professional', 'co-facilitated'];

/** The ways to attend that a group offers, as bits; a hybrid group offers both. */
export function waysOf(modality: Modality): number {
  switch (modality) {
    case 'in-person':
      return IN_PERSON;
    case 'virtual':
      return VIRTUAL;
    case 'hybrid':
      return IN_PERSON | VIRTUAL;
  }
}

export function facilitationBit(facilitation: Facilitation): number {
  return 1 << FACILITATIONS.indexOf(facilitation);
}

/** The coming sessions of one group in typed arrays, ascending by start. */
export type SessionColumns = {
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  readonly weekdays: Uint8Array;
};

/** One row per group, in columns, with postings beside them. A row is written once and later only marked as gone. */
export class Rows {
  readonly ids: string[] = [];
  readonly sessions: SessionColumns[] = [];
  readonly focuses = new CodeColumn();
  readonly audiences = new CodeColumn();
  readonly languages = new CodeColumn();
  readonly byFocus = new Postings<string>();
  readonly byLanguage = new Postings<string>();
  readonly byCell = new Postings<number>();
  readonly online = new RowList();
  readonly gone: Uint8Array;
  readonly ways: Uint8Array;
  readonly facilitation: Uint8Array;
  readonly visitors: Uint8Array;
  /** Years; 0 and 255 stand for no bound. */
  readonly ageMin: Uint8Array;
  readonly ageMax: Uint8Array;
  /** Degrees; NaN where the place is not known. */
  readonly latitude: Float64Array;
  readonly longitude: Float64Array;

  constructor(readonly capacity: number) {
    this.gone = new Uint8Array(capacity);
    this.ways = new Uint8Array(capacity);
    this.facilitation = new Uint8Array(capacity);
    this.visitors = new Uint8Array(capacity);
    this.ageMin = new Uint8Array(capacity);
    this.ageMax = new Uint8Array(capacity);
    this.latitude = new Float64Array(capacity);
    this.longitude = new Float64Array(capacity);
  }

  get length(): number {
    return this.ids.length;
  }

  /** Writes the group into a new row and returns its number. The caller sees to capacity. */
  append(group: Group): number {
    const row = this.ids.length;
    const point = group.modality === 'virtual' ? null : group.point;
    const languages = withPrimary(group.languages);
    this.ids.push(group.id);
    this.sessions.push(columnsOf(group));
    this.focuses.set(row, group.focuses);
    this.audiences.set(row, group.audiences);
    this.languages.set(row, languages);
    this.ways[row] = waysOf(group.modality);
    this.facilitation[row] = facilitationBit(group.facilitation);
    this.visitors[row] = group.visitors ? 1 : 0;
    this.ageMin[row] = group.ageRange.min ?? 0;
    this.ageMax[row] = group.ageRange.max ?? 255;
    this.latitude[row] = point?.latitude ?? NaN;
    this.longitude[row] = point?.longitude ?? NaN;
    for (const focus of new Set(group.focuses)) this.byFocus.add(focus, row);
    for (const language of languages) this.byLanguage.add(language, row);
    if (point) this.byCell.add(cellOf(point), row);
    if (this.ways[row] & VIRTUAL) this.online.push(row);
    return row;
  }

  /** The group of a row, as far as the columns know it; appending it elsewhere gives an equal row. */
  groupAt(row: number): Group {
    const { starts, ends, weekdays } = this.sessions[row]!;
    const known = !Number.isNaN(this.latitude[row]!);
    return {
      id: this.ids[row]!,
      focuses: this.focuses.codesOf(row),
      audiences: this.audiences.codesOf(row),
      languages: this.languages.codesOf(row),
      facilitation: FACILITATIONS.find((kind) => facilitationBit(kind) === this.facilitation[row])!,
      modality: MODALITIES.find((modality) => waysOf(modality) === this.ways[row])!,
      point: known ? { latitude: this.latitude[row]!, longitude: this.longitude[row]! } : null,
      ageRange: { min: this.ageMin[row]!, max: this.ageMax[row] === 255 ? null : this.ageMax[row]! },
      visitors: this.visitors[row] === 1,
      sessions: Array.from(starts, (start, i) => ({ start, end: ends[i]!, weekday: weekdays[i]! })),
    };
  }
}

/** A tag and its primary language, so that `es` finds `es-MX` (RFC 4647 basic filtering). */
function withPrimary(tags: readonly string[]): Set<string> {
  return new Set(tags.flatMap((tag) => [tag, tag.split('-')[0] ?? tag]));
}

function columnsOf({ sessions }: Group): SessionColumns {
  const sorted = sessions.toSorted((a, b) => a.start - b.start);
  return {
    starts: Float64Array.from(sorted, (session) => session.start),
    ends: Float64Array.from(sorted, (session) => session.end),
    weekdays: Uint8Array.from(sorted, (session) => session.weekday),
  };
}
