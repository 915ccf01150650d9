import type { Person } from './actor.js';

/** Where the guard looks for the judge; an application without database has none. */
export const ACCESS_JUDGE = Symbol('access judge');

/** Knows from whom access was taken after their token was made. */
export type AccessJudge = {
  /** Throws Unauthenticated (`access-changed`) for a token of an older epoch, AccessUnknown when nobody can tell. */
  admit(person: Person): Promise<void>;
};
