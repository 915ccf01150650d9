import { Audit } from '@opencircle/audit';
import type { PersonId } from '@opencircle/contracts';
import { Transactions } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { refreshTokenHash } from './refresh-token.js';
import { RevokeAccess } from './revoke-access.js';

/**
 * Signs out: ends the session that the token belongs to, and within seconds what access tokens of it still say. An unknown
 * token is as good as signed out (RFC 7009 §2.2).
 */
@Injectable()
export class RevokeSession {
  constructor(
    private readonly tx: Transactions,
    private readonly revokeAccess: RevokeAccess,
    private readonly audit: Audit,
  ) {}

  async run(refreshToken: string): Promise<void> {
    await this.tx.run(async (db) => {
      const [ended] = await db.query<{ id: string; personId: PersonId }>(
        `UPDATE session SET revoked_at = now(), revoked_because = 'signed-out'
         WHERE revoked_at IS NULL AND id = (SELECT session_id FROM refresh_token WHERE token_hash = $1)
         RETURNING id, person_id AS "personId"`,
        [refreshTokenHash(refreshToken)],
      );
      if (ended === undefined) return;
      await this.revokeAccess.run(db, ended.personId, 'signed-out');
      await this.audit.record(db, {
        actor: { kind: 'person', id: ended.personId, roles: [] },
        action: 'session.revoke',
        object: { kind: 'session', id: ended.id },
        outcome: 'allowed',
      });
    });
  }
}
