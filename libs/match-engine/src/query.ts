import type { Facilitation, Modality, Point } from './group.js';

/**
 * What a seeker looks for. Every condition is hard; within one list any value suffices; an empty or absent list asks
 * nothing.
 */
export type Query = {
  /** Epoch milliseconds; only sessions that start at or after it count. */
  readonly now: number;
  /**
   * Groups that meet within that many kilometres of the point. A group that can be attended online (virtual; hybrid,
   * unless only in-person is asked for) is never excluded by distance; one whose place is not known is.
   */
  readonly near?: { readonly point: Point; readonly withinKm: number } | undefined;
  readonly focuses?: readonly string[] | undefined;
  readonly audiences?: readonly string[] | undefined;
  /** A hybrid group answers for in-person and for virtual. */
  readonly modalities?: readonly Modality[] | undefined;
  readonly facilitations?: readonly Facilitation[] | undefined;
  /** RFC 4647 basic filtering: `es` finds `es` and `es-MX`, `es-MX` finds only itself. */
  readonly languages?: readonly string[] | undefined;
  /** ISO weekdays (1 is Monday) on which a coming session starts, in the group's zone. */
  readonly weekdays?: readonly number[] | undefined;
  /** Years; groups whose age range holds it. */
  readonly age?: number | undefined;
  /** Only groups that welcome visitors. */
  readonly visitors?: boolean | undefined;
  /** How many of the best hits to pass over; 0 when absent. */
  readonly offset?: number | undefined;
  /** How many hits to return; 20 when absent. */
  readonly limit?: number | undefined;
};

/** Why a group is among the results. */
export type Reason = 'focus-match' | 'audience-match' | 'near' | 'online' | 'soon';

export type Hit = {
  readonly id: string;
  /** 0–100, see score.ts. */
  readonly score: number;
  /** Kilometres from `near`; null without `near`, for virtual groups, and where the place is not known. */
  readonly distanceKm: number | null;
  /** Epoch milliseconds of the next session (on an asked weekday, when some were asked for); null when none is known. */
  readonly nextStart: number | null;
  readonly nextEnd: number | null;
  readonly reasons: readonly Reason[];
};

/** `total` counts all matching groups, whatever offset and limit are. */
export type Answer = { readonly hits: readonly Hit[]; readonly total: number };
