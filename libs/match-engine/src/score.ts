import type { Reason } from './query.js';

const DAY_MS = 86_400_000;

/** Points out of 100 that each side of a match can earn. */
const weights = { focus: 40, audience: 25, place: 20, soon: 15 } as const;

/** A group reached online earns this share of the points for place: better than far away, worse than near. */
const ONLINE_SHARE = 0.5;
/** Soonness falls evenly from a session now to one this many days ahead. */
const SOON_HORIZON_DAYS = 14;
/** A session within this many days is given as a reason. */
const SOON_REASON_DAYS = 7;

/** What the score is made of; shares are 0–1. */
export type Match = {
  /** Share of the asked focuses that the group has; null when none was asked for. */
  readonly focusShare: number | null;
  readonly audienceShare: number | null;
  /** Distance over the asked radius, 0–1, when the group is within it; null otherwise. */
  readonly nearShare: number | null;
  /** Virtual, or hybrid and not within the asked radius. */
  readonly online: boolean;
  /** Whether the seeker named a place. */
  readonly placeAsked: boolean;
  /** Milliseconds until the next session; null when none is known. */
  readonly untilNext: number | null;
};

/**
 * Score of a match: asked focuses that the group has (40), asked audiences (25), closeness within the asked radius, or
 * half of it when reached online (20), and soonness of the next session (15). What was not asked for earns nothing for
 * anybody, so it does not change the order.
 */
export function scoreOf(match: Match): number {
  const focus = weights.focus * (match.focusShare ?? 0);
  const audience = weights.audience * (match.audienceShare ?? 0);
  const place = match.placeAsked ? weights.place * placeShare(match) : 0;
  const soon = weights.soon * soonShare(match.untilNext);
  return focus + audience + place + soon;
}

/** The reasons in the order in which a page names them. */
export function reasonsOf(match: Match): Reason[] {
  const reasons: Reason[] = [];
  if (match.focusShare) reasons.push('focus-match');
  if (match.audienceShare) reasons.push('audience-match');
  if (match.nearShare !== null) reasons.push('near');
  if (match.online) reasons.push('online');
  if (match.untilNext !== null && match.untilNext <= SOON_REASON_DAYS * DAY_MS) reasons.push('soon');
  return reasons;
}

function placeShare({ nearShare, online }: Match): number {
  const near = nearShare === null ? 0 : 1 - nearShare;
  return online ? Math.max(near, ONLINE_SHARE) : near;
}

function soonShare(untilNext: number | null): number {
  return untilNext === null ? 0 : Math.max(0, 1 - untilNext / (SOON_HORIZON_DAYS * DAY_MS));
}
