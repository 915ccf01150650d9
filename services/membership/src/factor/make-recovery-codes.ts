import { Audit } from '@opencircle/audit';
import type { Actor } from '@opencircle/auth';
import { FieldCipher, Transactions } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { confirmedAlone } from '../session/confirmed-session.js';
import { noFactor } from './factor.errors.js';
import { HOW_MANY, newRecoveryCode, recoveryText } from './recovery-code.js';

/** Ten codes that stand in for a lost factor, once each. They are shown here and never again; older ones end. */
@Injectable()
export class MakeRecoveryCodes {
  constructor(
    private readonly tx: Transactions,
    private readonly cipher: FieldCipher,
    private readonly audit: Audit,
  ) {}

  /** Throws `confirm-first`, and `no-factor` for who has nothing that could be lost. */
  run(actor: Actor): Promise<string[]> {
    return this.tx.run(async (db) => {
      const { personId, hasFactor } = await confirmedAlone(db, actor);
      if (!hasFactor) throw noFactor();
      const codes = Array.from({ length: HOW_MANY }, newRecoveryCode);
      await db.query('DELETE FROM recovery_code WHERE person_id = $1', [personId]);
      await db.query(
        'INSERT INTO recovery_code (person_id, code_hash) SELECT $1, hash FROM unnest($2::bytea[]) AS hash',
        [personId, codes.map((code) => this.cipher.lookup(recoveryText(personId, code)))],
      );
      await this.audit.record(db, {
        actor,
        action: 'me.factors.enrol',
        object: { kind: 'person', id: personId },
        outcome: 'allowed',
        facts: { factor: 'recovery-code' },
      });
      return codes;
    });
  }
}
