import { Unauthenticated, type Actor } from '@opencircle/auth';
import type { PersonId } from '@opencircle/contracts';
import type { Db } from '@opencircle/persistence';
import type { Aal } from './second-factor-roles.js';
import { confirmFirst } from './session.errors.js';
import { IS_OPEN } from './session-times.js';

export type HeldSession = {
  id: string;
  personId: PersonId;
  aal: Aal;
  /** A password or factor was shown in the last ten minutes. */
  fresh: boolean;
  hasFactor: boolean;
  hasPassword: boolean;
};

/** The session of the caller's token. Throws Unauthenticated when it is over, whatever the token's own time. */
export async function heldSession(db: Db, actor: Actor): Promise<HeldSession> {
  const held =
    actor.kind === 'person' && actor.sessionId !== undefined ? await find(db, actor.sessionId, actor.id) : undefined;
  if (held === undefined) throw new Unauthenticated('invalid-token', 'this session is over; sign in again');
  return held;
}

/** The same, for what changes how somebody signs in. Throws `confirm-first`. */
export async function confirmedSession(db: Db, actor: Actor): Promise<HeldSession> {
  const held = await heldSession(db, actor);
  if (!held.fresh || (held.hasFactor && held.aal < 2)) throw confirmFirst();
  return held;
}

/**
 * The same, and holds the person's row: whoever ends this session meanwhile waits until what it confirmed is done, or was
 * first, and then it is over. For what would outlast the session.
 */
export async function confirmedAlone(db: Db, actor: Actor): Promise<HeldSession> {
  if (actor.kind === 'person') await db.query('SELECT 1 FROM person WHERE id = $1 FOR UPDATE', [actor.id]);
  return confirmedSession(db, actor);
}

/**
 * The same, for what ends sessions: who can be asked for a password or factor is asked, and nobody else is kept from
 * putting somebody else out. Throws `confirm-first`.
 */
export async function confirmedIfPossible(db: Db, actor: Actor): Promise<HeldSession> {
  const held = await heldSession(db, actor);
  if (!held.fresh && (held.hasPassword || held.hasFactor)) throw confirmFirst();
  return held;
}

async function find(db: Db, id: string, personId: PersonId): Promise<HeldSession | undefined> {
  const [held] = await db.query<HeldSession>(
    `SELECT s.id, s.person_id AS "personId", s.aal, s.confirmed_at > now() - interval '10 minutes' AS fresh,
       EXISTS (SELECT FROM factor f WHERE f.person_id = s.person_id AND f.enrolled_at IS NOT NULL) AS "hasFactor",
       EXISTS (SELECT FROM credential c WHERE c.person_id = s.person_id) AS "hasPassword"
     FROM session s JOIN person p ON p.id = s.person_id
     WHERE s.id = $1 AND s.person_id = $2 AND ${IS_OPEN} AND p.disabled_at IS NULL`,
    [id, personId],
  );
  return held;
}
