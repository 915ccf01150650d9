import { Audit } from '@opencircle/audit';
import { policy, type Actor } from '@opencircle/auth';
import type { PersonId } from '@opencircle/contracts';
import { Transactions, type Db } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { EndSessions } from '../session/end-sessions.js';
import { lockPerson } from './lock-person.js';
import { notYourself } from './person.errors.js';

/**
 * For somebody who has lost every second factor, recovery codes included: takes them all away, and ends every session.
 * The next sign-in, with what the person still has, sets a new one up. Twice is as once.
 */
@Injectable()
export class ResetFactors {
  constructor(
    private readonly tx: Transactions,
    private readonly endSessions: EndSessions,
    private readonly audit: Audit,
  ) {}

  /** Throws `unknown-person`, `not-yourself`. */
  run(personId: PersonId, by: Actor): Promise<void> {
    policy.demand(by, 'person.reset-factors');
    if (by.kind === 'person' && by.id === personId) throw notYourself();
    return this.tx.run(async (db) => {
      await lockPerson(db, personId);
      // Nobody else reads what somebody signs in with.
      if (!(await db.asSystem(() => tookFactors(db, personId)))) return;
      await this.endSessions.all(db, personId, 'factors-reset');
      const object = { kind: 'person', id: personId };
      await this.audit.record(db, { actor: by, action: 'person.reset-factors', object, outcome: 'allowed' });
    });
  }
}

/** Whether there were any. */
async function tookFactors(db: Db, personId: PersonId): Promise<boolean> {
  const gone = await db.query(
    `WITH factors AS (DELETE FROM factor WHERE person_id = $1 RETURNING 1),
          codes AS (DELETE FROM recovery_code WHERE person_id = $1 RETURNING 1)
     SELECT 1 FROM factors UNION ALL SELECT 1 FROM codes`,
    [personId],
  );
  return gone.length > 0;
}
