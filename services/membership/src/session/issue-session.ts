import { randomUUID } from 'node:crypto';
import { TokenIssuer, type RoleGrant } from '@opencircle/auth';
import type { PersonId } from '@opencircle/contracts';
import type { Db } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { accessEpochOf } from './access-epoch.js';
import { findRoles } from './find-roles.js';
import { newRefreshToken, refreshTokenHash } from './refresh-token.js';
import { credentialsRefused } from './session.errors.js';

/** What a signed-in client holds. `expiresIn`: seconds that the access token lasts. */
export type SessionTokens = { accessToken: string; refreshToken: string; expiresIn: number };

/** Days after which a session ends and the password is asked for again (NIST SP 800-63B-4 §2.1.3, AAL1: 30 days). */
const LONGEST_DAYS = 30;

/** Starts a session: one family of refresh tokens. Throws `credentials-refused` for a person who was disabled. */
@Injectable()
export class IssueSession {
  constructor(private readonly issuer: TokenIssuer) {}

  async run(db: Db, personId: PersonId): Promise<SessionTokens> {
    const epoch = await accessEpochOf(db, personId);
    if (epoch === undefined) throw credentialsRefused();
    const sessionId = randomUUID();
    const refreshToken = newRefreshToken();
    await db.query(
      `INSERT INTO session (id, person_id, started_at, expires_at)
       VALUES ($1, $2, now(), now() + interval '${LONGEST_DAYS} days')`,
      [sessionId, personId],
    );
    await db.query('INSERT INTO refresh_token (token_hash, session_id) VALUES ($1, $2)', [
      refreshTokenHash(refreshToken),
      sessionId,
    ]);
    return this.tokens({ id: personId, epoch, roles: await findRoles(db, personId) }, refreshToken);
  }

  /** The epoch must have been read before the roles, so that a token never passes old roles off as new ones. */
  async tokens(of: { id: PersonId; epoch: number; roles: RoleGrant[] }, refreshToken: string): Promise<SessionTokens> {
    const { accessToken, expiresIn } = await this.issuer.issue({ kind: 'person', ...of });
    return { accessToken, refreshToken, expiresIn };
  }
}
