import { Transactions } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { refreshTokenHash } from './refresh-token.js';

/** Signs out: ends the session that the token belongs to. An unknown token is as good as signed out (RFC 7009 §2.2). */
@Injectable()
export class RevokeSession {
  constructor(private readonly tx: Transactions) {}

  async run(refreshToken: string): Promise<void> {
    await this.tx.run((db) =>
      db.query(
        `UPDATE session SET revoked_at = now(), revoked_because = 'signed-out'
         WHERE revoked_at IS NULL AND id = (SELECT session_id FROM refresh_token WHERE token_hash = $1)`,
        [refreshTokenHash(refreshToken)],
      ),
    );
  }
}
