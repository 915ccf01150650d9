import type { OrganizationId, PersonId } from '@opencircle/contracts';
import type { Db } from '@opencircle/persistence';
import type { ChallengePurpose } from './open-challenge.js';
import { refreshTokenHash } from './refresh-token.js';
import type { FirstStep } from './signed-in-by.js';

/** Wrong answers that one challenge takes. */
const MOST_TRIES = 5;

export type TakenChallenge = {
  hash: Buffer;
  personId: PersonId | null;
  passkeyChallenge: string;
  /** Of the person it names, for the count of guesses. */
  account: Buffer | null;
  /** The step before this one; null where there was none. */
  step: FirstStep | null;
};

/** The step before it, if there was one: `configuredAt` of a provider, `setAt` of a password. */
type StepRow = {
  method: FirstStep['method'] | null;
  organizationId: OrganizationId;
  configuredAt: Date;
  setAt: string;
};
type Row = Omit<TakenChallenge, 'hash' | 'step'> & StepRow;

/**
 * Counts a try at a challenge; undefined when it is unknown, used, over, of another purpose or another session's. So is one
 * that does not say which password or which setting of a provider came before, as they were before this was asked.
 */
export async function takeChallenge(
  db: Db,
  challenge: string,
  purpose: ChallengePurpose | 'enrol',
  sessionId: string | null = null,
): Promise<TakenChallenge | undefined> {
  const hash = refreshTokenHash(challenge);
  const [taken] = await db.query<Row>(
    `UPDATE session_challenge c SET tries = tries + 1
     WHERE token_hash = $1 AND purpose = $2 AND session_id IS NOT DISTINCT FROM $3 AND used_at IS NULL
       AND expires_at > now() AND tries < ${MOST_TRIES}
       AND (method IS DISTINCT FROM 'provider' OR configured_at IS NOT NULL)
       AND (method IS DISTINCT FROM 'password' OR password_set_at IS NOT NULL)
     RETURNING person_id AS "personId", passkey_challenge AS "passkeyChallenge", method,
       organization_id AS "organizationId", configured_at AS "configuredAt", password_set_at::text AS "setAt",
       (SELECT email_lookup FROM person p WHERE p.id = c.person_id) AS account`,
    [hash, purpose, sessionId],
  );
  if (taken === undefined) return undefined;
  const { method, organizationId, configuredAt, setAt, ...rest } = taken;
  return { ...rest, hash, step: stepOf({ method, organizationId, configuredAt, setAt }) };
}

/** A challenge is answered once: false for the second of two right answers at once. */
export async function useChallenge(db: Db, hash: Buffer): Promise<boolean> {
  const used = await db.query(
    'UPDATE session_challenge SET used_at = now() WHERE token_hash = $1 AND used_at IS NULL RETURNING 1',
    [hash],
  );
  return used.length === 1;
}

function stepOf({ method, organizationId, configuredAt, setAt }: StepRow): FirstStep | null {
  switch (method) {
    case 'provider':
      return { method, organizationId, configuredAt };
    case 'password':
      return { method, setAt };
    case 'link':
      return { method };
    case null:
      return null;
  }
}
