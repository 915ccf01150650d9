import type { PersonId } from '@opencircle/contracts';
import { FieldCipher, type Db } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { factorColumns, type FactorRow } from './factor.js';
import { credentialNamedBy } from './passkey-answer.js';
import { PasskeyCeremony } from './passkey-ceremony.js';
import { recoveryText } from './recovery-code.js';
import { stepOf } from './totp.js';

/** What somebody presents as their second factor. */
export type Presented =
  | { readonly factor: 'totp'; readonly code: string }
  | { readonly factor: 'recovery-code'; readonly code: string }
  | { readonly factor: 'passkey'; readonly answer: Record<string, unknown> };

/** Whose it is when it holds; otherwise why not, for the log alone. */
export type Checked = { readonly personId: PersonId } | { readonly refused: string };

/**
 * Judges a second factor and uses it up, in the caller's transaction: a TOTP code and a recovery code work once, and a
 * passkey's counter must rise, however many try at the same time.
 */
@Injectable()
export class CheckFactor {
  constructor(
    private readonly cipher: FieldCipher,
    private readonly ceremony: PasskeyCeremony,
  ) {}

  /** Without `personId`, a passkey says who it is. */
  async run(
    db: Db,
    personId: PersonId | null,
    presented: Presented,
    passkeyChallenge: string,
    now = Date.now(),
  ): Promise<Checked> {
    if (presented.factor === 'passkey') return this.passkey(db, personId, presented.answer, passkeyChallenge);
    if (personId === null) return { refused: 'nobody-named' };
    return presented.factor === 'totp'
      ? this.totp(db, personId, presented.code, now)
      : this.recoveryCode(db, personId, presented.code);
  }

  private async totp(db: Db, personId: PersonId, code: string, now: number): Promise<Checked> {
    const [factor] = await db.query<{ id: string; secret: Buffer; dataKey: Buffer }>(
      `SELECT f.id, f.secret, p.data_key AS "dataKey" FROM factor f JOIN person p ON p.id = f.person_id
       WHERE f.person_id = $1 AND f.kind = 'totp' AND f.enrolled_at IS NOT NULL`,
      [personId],
    );
    if (factor === undefined) return { refused: 'totp-not-enrolled' };
    const step = stepOf(code, this.cipher.decrypt(factor.dataKey, factor.secret), now);
    if (step === undefined) return { refused: 'totp-wrong' };
    const fresh = await db.query(
      `UPDATE factor SET last_step = $2, last_used_at = now()
       WHERE id = $1 AND (last_step IS NULL OR last_step < $2) RETURNING 1`,
      [factor.id, step],
    );
    return fresh.length === 0 ? { refused: 'totp-replayed' } : { personId };
  }

  private async recoveryCode(db: Db, personId: PersonId, code: string): Promise<Checked> {
    const used = await db.query(
      `UPDATE recovery_code SET used_at = now() WHERE person_id = $1 AND code_hash = $2 AND used_at IS NULL RETURNING 1`,
      [personId, this.cipher.lookup(recoveryText(personId, code))],
    );
    return used.length === 0 ? { refused: 'recovery-code-wrong' } : { personId };
  }

  private async passkey(
    db: Db,
    personId: PersonId | null,
    answer: Record<string, unknown>,
    challenge: string,
  ): Promise<Checked> {
    const credentialId = credentialNamedBy(answer);
    if (credentialId === undefined) return { refused: 'passkey-malformed' };
    const [factor] = await db.query<FactorRow>(
      `SELECT ${factorColumns} FROM factor WHERE credential_id = $1 AND enrolled_at IS NOT NULL`,
      [credentialId],
    );
    if (factor === undefined || (personId !== null && factor.personId !== personId)) {
      return { refused: 'passkey-unknown' };
    }
    const counter = await this.ceremony.authenticated(answer, challenge, factor);
    if (counter === undefined) return { refused: 'passkey-refused' };
    const risen = await db.query(
      `UPDATE factor SET counter = $2, last_used_at = now()
       WHERE id = $1 AND (counter < $2 OR (counter = 0 AND $2 = 0)) RETURNING 1`,
      [factor.id, counter],
    );
    return risen.length === 0 ? { refused: 'passkey-counter' } : { personId: factor.personId };
  }
}
