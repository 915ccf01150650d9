export { distanceKm } from './distance.js';
export type { Facilitation, Group, GroupSession, Modality, Point } from './group.js';
export { MatchIndex } from './match-index.js';
export type { Answer, Hit, Query, Reason } from './query.js';
