import type { Group } from '@opencircle/match-engine';
import { nextSessions } from '@opencircle/schedule';
import type { PublishedGroup } from './published-group.js';

/** Sessions that the index knows ahead; a weekly group's quarter. */
const KNOWN_SESSIONS = 12;
const NEVER = Number.POSITIVE_INFINITY;

/** A published group as the engine takes it, and when its sessions are half used up (epoch milliseconds). */
export function toIndexedGroup(group: PublishedGroup, now: number): { indexed: Group; renewAt: number } {
  const { content } = group;
  const sessions = nextSessions(content.series, new Date(now), KNOWN_SESSIONS).map(({ start, end, localStart }) => ({
    start: Date.parse(start),
    end: Date.parse(end),
    weekday: isoWeekday(localStart),
  }));
  return {
    indexed: {
      id: group.listingId,
      focuses: content.focuses,
      audiences: content.audiences,
      facilitation: content.facilitation,
      modality: content.modality,
      point: content.venue?.point ?? null,
      languages: content.languages,
      ageRange: content.ageRange,
      visitors: content.visitors.allowed,
      sessions,
    },
    renewAt: sessions.length < KNOWN_SESSIONS ? NEVER : (sessions[KNOWN_SESSIONS / 2]?.start ?? NEVER),
  };
}

/** 1 is Monday; of a local date and time, whatever the zone. */
function isoWeekday(local: string): number {
  return new Date(`${local.slice(0, 10)}T00:00:00Z`).getUTCDay() || 7;
}
