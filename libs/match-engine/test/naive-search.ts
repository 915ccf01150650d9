import { distanceKm } from '../src/distance.js';
import type { Group, Modality } from '../src/group.js';
import type { Answer, Hit, Query } from '../src/query.js';
import { reasonsOf, scoreOf } from '../src/score.js';

/** The same question asked of a plain array with filter and sort: slow, and plainly what query.ts says. */
export function naiveSearch(groups: Iterable<Group>, query: Query): Answer {
  const hits = [...groups].map((group) => naiveHit(group, query)).filter((hit): hit is Hit => hit !== null);
  hits.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  const offset = query.offset ?? 0;
  return { hits: hits.slice(offset, offset + (query.limit ?? 20)), total: hits.length };
}

function naiveHit(group: Group, query: Query): Hit | null {
  const { focuses = [], audiences = [], modalities = [], languages = [], weekdays = [], facilitations = [] } = query;
  const shared = (asked: readonly string[], has: readonly string[]) =>
    [...new Set(asked)].filter((code) => has.includes(code));
  const focusMatches = shared(focuses, group.focuses);
  const audienceMatches = shared(audiences, group.audiences);
  if (focuses.length > 0 && focusMatches.length === 0) return null;
  if (audiences.length > 0 && audienceMatches.length === 0) return null;
  if (modalities.length > 0 && !modalities.some((asked) => answers(group.modality, asked))) return null;
  if (facilitations.length > 0 && !facilitations.includes(group.facilitation)) return null;
  const speaks = (asked: string) => group.languages.some((tag) => tag === asked || tag.startsWith(`${asked}-`));
  if (languages.length > 0 && !languages.some(speaks)) return null;
  if (query.visitors && !group.visitors) return null;
  const { min, max } = group.ageRange;
  if (query.age !== undefined && ((min !== null && query.age < min) || (max !== null && query.age > max))) return null;

  const coming = group.sessions.filter((session) => session.start >= query.now);
  const next = weekdays.length > 0 ? coming.find((session) => weekdays.includes(session.weekday)) : coming[0];
  if (weekdays.length > 0 && !next) return null;

  const point = group.modality === 'virtual' ? null : group.point;
  const distance = query.near && point ? distanceKm(query.near.point, point) : null;
  const within = query.near !== undefined && distance !== null && distance <= query.near.withinKm;
  const onlineWanted = modalities.length === 0 || modalities.some((asked) => asked !== 'in-person');
  const byWire = group.modality !== 'in-person' && onlineWanted;
  if (query.near && !within && !byWire) return null;

  const match = {
    focusShare: focuses.length > 0 ? focusMatches.length / new Set(focuses).size : null,
    audienceShare: audiences.length > 0 ? audienceMatches.length / new Set(audiences).size : null,
    nearShare: query.near && within ? distance / query.near.withinKm : null,
    online: group.modality === 'virtual' || (query.near !== undefined && !within),
    placeAsked: query.near !== undefined,
    untilNext: next ? next.start - query.now : null,
  };
  return {
    id: group.id,
    score: scoreOf(match),
    distanceKm: distance,
    nextStart: next?.start ?? null,
    nextEnd: next?.end ?? null,
    reasons: reasonsOf(match),
  };
}

function answers(modality: Modality, asked: Modality): boolean {
  return modality === asked || (modality === 'hybrid' && asked !== 'hybrid');
}
