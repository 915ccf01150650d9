/** WGS 84 degrees. */
export type Point = { readonly latitude: number; readonly longitude: number };

export type Modality = 'in-person' | 'virtual' | 'hybrid';
export type Facilitation = 'peer' | 'professional' | 'co-facilitated';

/** One coming meeting: epoch milliseconds, and the ISO weekday (1 is Monday) in the group's own zone. */
export type GroupSession = { readonly start: number; readonly end: number; readonly weekday: number };

/** What the index knows of a group. Taxonomy codes and BCP 47 tags are plain strings here. */
export type Group = {
  readonly id: string;
  readonly focuses: readonly string[];
  readonly audiences: readonly string[];
  readonly facilitation: Facilitation;
  readonly modality: Modality;
  /** Where people meet; null for virtual groups, and where the place is not public. */
  readonly point: Point | null;
  readonly languages: readonly string[];
  /** Years, inclusive; null means no bound. */
  readonly ageRange: { readonly min: number | null; readonly max: number | null };
  /** Whether a person may visit without joining. */
  readonly visitors: boolean;
  /** Coming sessions, ascending. The feeder renews them before they run out. */
  readonly sessions: readonly GroupSession[];
};
