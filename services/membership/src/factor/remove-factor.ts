import { Audit } from '@opencircle/audit';
import type { Actor } from '@opencircle/auth';
import { Transactions } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { confirmedAlone } from '../session/confirmed-session.js';
import { findRoles } from '../session/find-roles.js';
import { needsSecondFactor } from '../session/second-factor-roles.js';
import type { FactorKind } from './factor.js';
import { factorNotFound, lastFactor } from './factor.errors.js';

/** Takes a factor away; with the last one go the recovery codes. */
@Injectable()
export class RemoveFactor {
  constructor(
    private readonly tx: Transactions,
    private readonly audit: Audit,
  ) {}

  /** Throws `confirm-first`, `factor-not-found`, and `last-factor` where a role needs one. */
  async run(id: string, actor: Actor): Promise<void> {
    await this.tx.run(async (db) => {
      // Two removals at once must not both find the other's factor still there.
      const { personId } = await confirmedAlone(db, actor);
      const [removed] = await db.query<{ kind: FactorKind }>(
        'DELETE FROM factor WHERE id = $1 AND person_id = $2 RETURNING kind',
        [id, personId],
      );
      if (removed === undefined) throw factorNotFound();
      await this.audit.record(db, {
        actor,
        action: 'me.factors.remove',
        object: { kind: 'factor', id },
        outcome: 'allowed',
        facts: { factor: removed.kind },
      });
      const left = await db.query('SELECT 1 FROM factor WHERE person_id = $1 AND enrolled_at IS NOT NULL LIMIT 1', [
        personId,
      ]);
      if (left.length > 0) return;
      if ((await findRoles(db, personId)).some(needsSecondFactor)) throw lastFactor();
      await db.query('DELETE FROM recovery_code WHERE person_id = $1', [personId]);
    });
  }
}
