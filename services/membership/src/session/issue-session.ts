import { randomUUID } from 'node:crypto';
import { Audit } from '@opencircle/audit';
import { TokenIssuer, type RoleGrant } from '@opencircle/auth';
import type { PersonId } from '@opencircle/contracts';
import type { Db } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { Person } from '../person/person.js';
import { PersonalFields } from '../person/personal-fields.js';
import { accessEpochOf } from './access-epoch.js';
import { findRoles, rolesAt } from './find-roles.js';
import { newRefreshToken, refreshTokenHash } from './refresh-token.js';
import type { SignedInBy } from './signed-in-by.js';
import type { Aal } from './second-factor-roles.js';
import { credentialsRefused } from './session.errors.js';

/** What a signed-in client holds. `expiresIn`: seconds that the access token lasts. */
export type SessionTokens = { accessToken: string; refreshToken: string; expiresIn: number };

/**
 * Days after which a session ends and its holder signs in again (NIST SP 800-63B-4 §2.1.3 and §2.2.3: 30 days at AAL 1,
 * a day at AAL 2).
 */
const LONGEST_DAYS: Readonly<Record<Aal, number>> = { 1: 30, 2: 1 };

/** Starts a session: one family of refresh tokens. Throws `credentials-refused` for a person who was disabled. */
@Injectable()
export class IssueSession {
  constructor(
    private readonly issuer: TokenIssuer,
    private readonly fields: PersonalFields,
    private readonly audit: Audit,
  ) {}

  /**
   * `agent` is what the client calls itself, for the person's own list of sessions. A session that began with an
   * organization's word alone is not confirmed: it must not change how its person signs in.
   */
  async run(
    db: Db,
    personId: PersonId,
    { aal, agent, by }: { aal: Aal; agent: string; by: SignedInBy },
  ): Promise<SessionTokens> {
    const epoch = await accessEpochOf(db, personId);
    if (epoch === undefined) throw credentialsRefused();
    const isConfirmed = by.method !== 'provider' || aal === 2;
    const sessionId = randomUUID();
    const refreshToken = newRefreshToken();
    const { dataKey } = await db.get(Person, { id: personId });
    await db.query(
      `INSERT INTO session (id, person_id, started_at, expires_at, confirmed_at, aal, client)
       VALUES ($1, $2, now(), now() + make_interval(days => $3), CASE WHEN $6 THEN now() ELSE '-infinity' END, $4, $5)`,
      [sessionId, personId, LONGEST_DAYS[aal], aal, this.fields.sealName(dataKey, agent), isConfirmed],
    );
    await db.query('INSERT INTO refresh_token (token_hash, session_id) VALUES ($1, $2)', [
      refreshTokenHash(refreshToken),
      sessionId,
    ]);
    const roles = rolesAt(aal, await findRoles(db, personId));
    await this.audit.record(db, {
      actor: { kind: 'person', id: personId, roles },
      action: 'session.create',
      object: { kind: 'session', id: sessionId },
      organizationId: by.organizationId,
      outcome: 'allowed',
      facts: { method: by.method, ...(by.factor !== undefined && { factor: by.factor }), aal },
    });
    return this.tokens({ id: personId, epoch, sessionId, roles }, refreshToken);
  }

  /** The epoch must have been read before the roles, so that a token never passes old roles off as new ones. */
  async tokens(
    holder: { id: PersonId; epoch: number; sessionId: string; roles: RoleGrant[] },
    refreshToken: string,
  ): Promise<SessionTokens> {
    const { accessToken, expiresIn } = await this.issuer.issue({ kind: 'person', ...holder });
    return { accessToken, refreshToken, expiresIn };
  }
}
