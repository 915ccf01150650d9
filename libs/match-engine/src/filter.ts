/* eslint-disable @typescript-eslint/no-non-null-assertion -- an index into columns and lists is in range by construction */
import { distanceKm } from './distance.js';
import type { Query } from './query.js';
import { facilitationBit, VIRTUAL, waysOf, type Rows } from './rows.js';
import type { Match } from './score.js';

/** A row that passed every condition, and what its score is made of. */
export type Found = Match & { readonly row: number; readonly distance: number | null; readonly next: number };

/** A query made ready for one state of the rows: sets become bit masks, absent conditions fall away. */
export class Filter {
  private readonly focuses: Uint32Array;
  private readonly audiences: Uint32Array;
  private readonly languages: Uint32Array;
  private readonly asked: { focuses: number; audiences: number; languages: number };
  /** By the bits of waysOf: whether a group with these ways to attend is asked for. */
  private readonly ways: readonly boolean[];
  private readonly onlineWanted: boolean;
  private readonly facilitation: number;
  private readonly weekdays: number;

  constructor(
    private readonly rows: Rows,
    private readonly query: Query,
  ) {
    const { focuses = [], audiences = [], languages = [], modalities = [] } = query;
    this.focuses = rows.focuses.mask(focuses);
    this.audiences = rows.audiences.mask(audiences);
    this.languages = rows.languages.mask(languages);
    this.asked = { focuses: new Set(focuses).size, audiences: new Set(audiences).size, languages: languages.length };
    const wanted = modalities.map(waysOf);
    this.ways = [0, 1, 2, 3].map((ways) => wanted.length === 0 || wanted.some((bits) => (ways & bits) === bits));
    this.onlineWanted = wanted.length === 0 || wanted.some((bits) => bits & VIRTUAL);
    this.facilitation = (query.facilitations ?? []).reduce((bits, kind) => bits | facilitationBit(kind), 0);
    this.weekdays = (query.weekdays ?? []).reduce((bits, day) => bits | (1 << day), 0);
  }

  /** The row's match, or null when a condition fails. */
  test(row: number): Found | null {
    const { rows, asked, query } = this;
    if (rows.gone[row] || !this.ways[rows.ways[row]!]) return null;
    if (this.facilitation !== 0 && !(rows.facilitation[row]! & this.facilitation)) return null;
    if (query.visitors === true && !rows.visitors[row]) return null;
    if (query.age !== undefined && (query.age < rows.ageMin[row]! || query.age > rows.ageMax[row]!)) return null;
    if (asked.languages > 0 && rows.languages.overlap(row, this.languages) === 0) return null;
    const focuses = asked.focuses > 0 ? rows.focuses.overlap(row, this.focuses) : 0;
    if (asked.focuses > 0 && focuses === 0) return null;
    const audiences = asked.audiences > 0 ? rows.audiences.overlap(row, this.audiences) : 0;
    if (asked.audiences > 0 && audiences === 0) return null;
    const distance = this.distance(row);
    const within = query.near !== undefined && distance !== null && distance <= query.near.withinKm;
    const reachable = within || (this.onlineWanted && (rows.ways[row]! & VIRTUAL) !== 0);
    if (query.near !== undefined && !reachable) return null;
    const next = this.next(row);
    if (next === null) return null;
    const start = rows.sessions[row]!.starts[next];
    return {
      row,
      distance,
      next,
      focusShare: asked.focuses > 0 ? focuses / asked.focuses : null,
      audienceShare: asked.audiences > 0 ? audiences / asked.audiences : null,
      nearShare: within ? distance / query.near.withinKm : null,
      online: rows.ways[row] === VIRTUAL || (query.near !== undefined && !within),
      placeAsked: query.near !== undefined,
      untilNext: start === undefined ? null : start - query.now,
    };
  }

  private distance(row: number): number | null {
    const latitude = this.rows.latitude[row]!;
    if (this.query.near === undefined || Number.isNaN(latitude)) return null;
    return distanceKm(this.query.near.point, { latitude, longitude: this.rows.longitude[row]! });
  }

  /**
   * Index of the next session on an asked weekday, null when there is none; without asked weekdays that of the next
   * session, beyond the last when none is known.
   */
  private next(row: number): number | null {
    const { starts, weekdays } = this.rows.sessions[row]!;
    let next = 0;
    while (next < starts.length && starts[next]! < this.query.now) next++;
    if (this.weekdays === 0) return next;
    for (let session = next; session < weekdays.length; session++) {
      if (this.weekdays & (1 << weekdays[session]!)) return session;
    }
    return null;
  }
}
