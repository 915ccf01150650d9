import { nextSessions, sessionAt, type Series, type Session } from '@opencircle/schedule';
import { notASession } from './visit.errors.js';

/** Nobody books further ahead; it also bounds how far a rule is followed. */
const FURTHEST_DAYS = 366;

/** The session of the series that starts at `start` and has not begun. Throws `not-a-session` with the next five starts. */
export function bookableSession(series: Series, start: Date, now: Date): Session {
  const furthest = now.getTime() + FURTHEST_DAYS * 86_400_000;
  const isUpcoming = start.getTime() > now.getTime() && start.getTime() < furthest;
  const session = isUpcoming ? sessionAt(series, start) : undefined;
  if (session === undefined) throw notASession(nextSessions(series, now, 5).map((next) => next.start));
  return session;
}
