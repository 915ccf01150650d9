import { Audit } from '@opencircle/audit';
import type { PersonId } from '@opencircle/contracts';
import { Transactions, type Db } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { rolesOfSession, type SessionBounds } from './find-roles.js';
import { IssueSession, type SessionTokens } from './issue-session.js';
import { newRefreshToken, refreshTokenHash } from './refresh-token.js';
import { RevokeAccess } from './revoke-access.js';
import { sessionEnded } from './session.errors.js';
import { INACTIVE_AFTER, IS_OPEN } from './session-times.js';

type Rotated = SessionBounds & { personId: PersonId; epoch: number; sessionId: string };

/**
 * Exchanges a refresh token for the next one, with the roles of now. A token works once: when it comes a second time,
 * either the holder or a thief is behind, and the whole session ends (RFC 9700 §4.14.2), its access tokens with it.
 */
@Injectable()
export class RefreshSession {
  constructor(
    private readonly tx: Transactions,
    private readonly session: IssueSession,
    private readonly revokeAccess: RevokeAccess,
    private readonly audit: Audit,
  ) {}

  async run(refreshToken: string): Promise<SessionTokens> {
    const next = newRefreshToken();
    const rotated = await this.rotate(refreshTokenHash(refreshToken), refreshTokenHash(next));
    if (rotated === undefined) throw sessionEnded();
    const { personId: id, epoch, sessionId } = rotated;
    const roles = await this.tx.read((db) => rolesOfSession(db, id, rotated));
    return this.session.tokens({ id, epoch, sessionId, roles }, next);
  }

  /** One statement decides: of two uses at once, one finds the token unused. */
  private rotate(used: Buffer, next: Buffer): Promise<Rotated | undefined> {
    return this.tx.run(async (db) => {
      const [rotated] = await db.query<Rotated>(
        `WITH used AS (
           UPDATE refresh_token t SET used_at = now()
           FROM session s JOIN person p ON p.id = s.person_id
           WHERE t.token_hash = $1 AND t.used_at IS NULL AND s.id = t.session_id
             AND ${IS_OPEN} AND p.disabled_at IS NULL
           RETURNING t.session_id, s.person_id, s.aal, s.provider_of, p.access_epoch
         ), next AS (
           INSERT INTO refresh_token (token_hash, session_id) SELECT $2, session_id FROM used
         ), active AS (
           UPDATE session s SET inactive_at = now() + ${INACTIVE_AFTER} FROM used WHERE s.id = used.session_id
         )
         SELECT person_id AS "personId", session_id AS "sessionId", access_epoch AS epoch, aal, provider_of AS "providerOf"
         FROM used`,
        [used, next],
      );
      if (rotated !== undefined) return rotated;
      await this.endReused(db, used);
      await this.endInactive(db, used);
      return undefined;
    });
  }

  /** It was over already; why is noted when somebody comes back to it. Its access tokens ended long before. */
  private async endInactive(db: Db, token: Buffer): Promise<void> {
    const [ended] = await db.query<{ id: string; personId: PersonId }>(
      `UPDATE session SET revoked_at = now(), revoked_because = 'inactive'
       WHERE revoked_at IS NULL AND inactive_at <= now() AND inactive_at < expires_at
         AND id = (SELECT session_id FROM refresh_token WHERE token_hash = $1)
       RETURNING id, person_id AS "personId"`,
      [token],
    );
    if (ended !== undefined) await this.auditEnd(db, ended, 'inactive');
  }

  /** Once: who holds an old token of a session that is over cannot make its person renew again and again. */
  private async endReused(db: Db, used: Buffer): Promise<void> {
    const [ended] = await db.query<{ id: string; personId: PersonId }>(
      `UPDATE session SET revoked_at = now(), revoked_because = 'token-reused'
       WHERE revoked_at IS NULL
         AND id = (SELECT session_id FROM refresh_token WHERE token_hash = $1 AND used_at IS NOT NULL)
       RETURNING id, person_id AS "personId"`,
      [used],
    );
    if (ended === undefined) return;
    await this.revokeAccess.run(db, ended.personId, 'token-reused');
    await this.auditEnd(db, ended, 'token-reused');
  }

  private async auditEnd(db: Db, { id, personId }: { id: string; personId: PersonId }, reason: string): Promise<void> {
    await this.audit.record(db, {
      actor: { kind: 'anonymous' },
      action: 'session.refresh',
      object: { kind: 'session', id },
      outcome: 'failed',
      reason,
      facts: { personId },
    });
  }
}
