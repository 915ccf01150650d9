import type { Actor } from '@opencircle/auth';
import { FieldCipher, Transactions } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { Person } from '../person/person.js';
import { heldSession } from '../session/confirmed-session.js';
import { factorColumns, type FactorKind, type FactorRow } from './factor.js';

export type FactorView = {
  id: string;
  kind: FactorKind;
  label: string;
  enrolledAt: string;
  lastUsedAt: string | null;
};

/** What else the caller signs in with: their factors, longest first, how many recovery codes are left, and whether there is a password. */
@Injectable()
export class FindFactors {
  constructor(
    private readonly tx: Transactions,
    private readonly cipher: FieldCipher,
  ) {}

  run(actor: Actor): Promise<{ factors: FactorView[]; recoveryCodesLeft: number; hasPassword: boolean }> {
    return this.tx.read(async (db) => {
      const { personId, hasPassword } = await heldSession(db, actor);
      const { dataKey } = await db.get(Person, { id: personId });
      const rows = await db.query<FactorRow>(
        `SELECT ${factorColumns} FROM factor WHERE person_id = $1 AND enrolled_at IS NOT NULL ORDER BY enrolled_at, id`,
        [personId],
      );
      const [codes] = await db.query<{ left: number }>(
        'SELECT count(*)::int AS left FROM recovery_code WHERE person_id = $1 AND used_at IS NULL',
        [personId],
      );
      const factors = rows.map(({ id, kind, label, enrolledAt, lastUsedAt }) => ({
        id,
        kind,
        label: this.cipher.decrypt(dataKey, label),
        enrolledAt: (enrolledAt as Date).toISOString(),
        lastUsedAt: lastUsedAt?.toISOString() ?? null,
      }));
      return { factors, recoveryCodesLeft: codes?.left ?? 0, hasPassword };
    });
  }
}
