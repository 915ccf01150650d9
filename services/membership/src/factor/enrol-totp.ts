import { randomUUID } from 'node:crypto';
import { Audit } from '@opencircle/audit';
import type { Actor } from '@opencircle/auth';
import { FieldCipher, Transactions } from '@opencircle/persistence';
import { Injectable, Logger } from '@nestjs/common';
import { Person } from '../person/person.js';
import { PersonalFields } from '../person/personal-fields.js';
import { confirmed } from '../session/confirm-identity.js';
import { confirmedAlone } from '../session/confirmed-session.js';
import { RevokeAccess } from '../session/revoke-access.js';
import { factorRefused } from './factor.errors.js';
import { newTotpSecret, stepOf, totpUri } from './totp.js';

/** `secret` in base32 for typing, `uri` for a QR code; neither is shown again. */
export type TotpStart = { secret: string; uri: string };

/** Adds an authenticator app in two steps: a secret to scan, then a code that shows it was. It replaces the one before. */
@Injectable()
export class EnrolTotp {
  private readonly logger = new Logger(EnrolTotp.name);

  constructor(
    private readonly tx: Transactions,
    private readonly cipher: FieldCipher,
    private readonly fields: PersonalFields,
    private readonly revokeAccess: RevokeAccess,
    private readonly audit: Audit,
  ) {}

  begin(actor: Actor): Promise<TotpStart> {
    return this.tx.run(async (db) => {
      const { personId } = await confirmedAlone(db, actor);
      const person = await db.get(Person, { id: personId });
      const secret = newTotpSecret();
      await db.query(`DELETE FROM factor WHERE person_id = $1 AND kind = 'totp' AND enrolled_at IS NULL`, [personId]);
      await db.query(`INSERT INTO factor (id, person_id, kind, label, secret) VALUES ($1, $2, 'totp', $3, $4)`, [
        randomUUID(),
        personId,
        this.cipher.encrypt(person.dataKey, ''),
        this.cipher.encrypt(person.dataKey, secret),
      ]);
      return { secret, uri: totpUri(secret, 'OpenCircle', this.fields.open(person).email) };
    });
  }

  /** Throws `factor-refused`. The session is of AAL 2 from then on; its next access token says so. */
  async confirm(code: string, label: string, actor: Actor): Promise<void> {
    const refused = await this.tx.run(async (db) => {
      const { id, personId } = await confirmedAlone(db, actor);
      const { dataKey } = await db.get(Person, { id: personId });
      const [begun] = await db.query<{ id: string; secret: Buffer }>(
        `SELECT id, secret FROM factor WHERE person_id = $1 AND kind = 'totp' AND enrolled_at IS NULL
           AND begun_at > now() - interval '15 minutes'`,
        [personId],
      );
      if (begun === undefined) return 'totp-not-begun';
      const step = stepOf(code, this.cipher.decrypt(dataKey, begun.secret), Date.now());
      if (step === undefined) return 'totp-wrong';
      await db.query(`DELETE FROM factor WHERE person_id = $1 AND kind = 'totp' AND id <> $2`, [personId, begun.id]);
      await db.query('UPDATE factor SET enrolled_at = now(), last_step = $2, label = $3 WHERE id = $1', [
        begun.id,
        step,
        this.cipher.encrypt(dataKey, label),
      ]);
      await confirmed(db, id, true);
      await this.revokeAccess.run(db, personId, 'identity-confirmed');
      await this.audit.record(db, {
        actor,
        action: 'me.factors.enrol',
        object: { kind: 'factor', id: begun.id },
        outcome: 'allowed',
        facts: { factor: 'totp' },
      });
      return undefined;
    });
    if (refused === undefined) return;
    this.logger.log({ code: refused }, 'enrolment refused');
    throw factorRefused();
  }
}
