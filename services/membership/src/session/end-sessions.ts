import { Audit } from '@opencircle/audit';
import type { Actor } from '@opencircle/auth';
import type { PersonId } from '@opencircle/contracts';
import { Transactions, type Db } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { confirmedIfPossible } from './confirmed-session.js';
import { RevokeAccess } from './revoke-access.js';
import { sessionNotFound } from './session.errors.js';

type Why = 'signed-out-everywhere' | 'password-changed' | 'person-disabled' | 'factors-reset';

/** Ends sessions: one or all of the person who asks, or all that a decision about somebody ends. */
@Injectable()
export class EndSessions {
  constructor(
    private readonly tx: Transactions,
    private readonly revokeAccess: RevokeAccess,
    private readonly audit: Audit,
  ) {}

  /** One that is over already stays as it is. Throws `confirm-first`, and `session-not-found`, also for somebody else's. */
  async one(id: string, actor: Actor): Promise<void> {
    await this.tx.run(async (db) => {
      const { personId } = await confirmedIfPossible(db, actor);
      const [known] = await db.query<{ isOver: boolean }>(
        'SELECT revoked_at IS NOT NULL AS "isOver" FROM session WHERE id = $1 AND person_id = $2 FOR UPDATE',
        [id, personId],
      );
      if (known === undefined) throw sessionNotFound();
      if (known.isOver) return;
      await db.query(`UPDATE session SET revoked_at = now(), revoked_because = 'signed-out-elsewhere' WHERE id = $1`, [
        id,
      ]);
      await this.revokeAccess.run(db, personId, 'session-ended');
      await this.audit.record(db, {
        actor,
        action: 'me.sessions.revoke',
        object: { kind: 'session', id },
        outcome: 'allowed',
      });
    });
  }

  /** Throws `confirm-first`. */
  async everywhere(actor: Actor): Promise<void> {
    await this.tx.run(async (db) => {
      const { personId } = await confirmedIfPossible(db, actor);
      await this.all(db, personId, 'signed-out-everywhere');
      await this.audit.record(db, {
        actor,
        action: 'me.sessions.revoke-all',
        object: { kind: 'person', id: personId },
        outcome: 'allowed',
      });
    });
  }

  /**
   * In the caller's transaction. Access tokens of a session that stays are refreshed, the others' end for good. The person's
   * row first: a sign-in that is under way either is among those that end, or finds what has changed.
   */
  async all(db: Db, personId: PersonId, why: Why, but: string | null = null): Promise<void> {
    await this.revokeAccess.run(db, personId, why);
    await db.query(
      `UPDATE session SET revoked_at = now(), revoked_because = $2
       WHERE person_id = $1 AND revoked_at IS NULL AND id IS DISTINCT FROM $3`,
      [personId, why, but],
    );
  }
}
