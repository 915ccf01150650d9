import type { PersonId } from '@opencircle/contracts';
import { Transactions, type Db } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { PasswordHasher } from '../person/password-hasher.js';
import { weaknessOf } from '../person/password-rules.js';
import { passwordTooWeak } from '../person/person.errors.js';
import { Person } from '../person/person.js';
import { PersonalFields } from '../person/personal-fields.js';
import { findRoles } from '../session/find-roles.js';
import { needsSecondFactor } from '../session/second-factor-roles.js';
import { factorsOf } from '../session/start-session.js';

/** A new password for somebody who has an account, in two steps: hashing takes long and must hold no transaction. */
@Injectable()
export class SetPassword {
  constructor(
    private readonly tx: Transactions,
    private readonly fields: PersonalFields,
    private readonly hasher: PasswordHasher,
  ) {}

  /** Throws `password-too-weak`, `too-busy`. */
  async hashed(personId: PersonId, password: string): Promise<string> {
    const { identity, withFactor } = await this.tx.read(async (db) => {
      const person = await db.get(Person, { id: personId });
      const { kinds } = await factorsOf(db, personId);
      const withFactor = kinds.length > 0 || (await findRoles(db, personId)).some(needsSecondFactor);
      return { identity: this.fields.open(person), withFactor };
    });
    const weakness = weaknessOf(password, identity, { withFactor });
    if (weakness !== undefined) throw passwordTooWeak(weakness);
    return this.hasher.hash(password);
  }

  async store(db: Db, personId: PersonId, passwordHash: string): Promise<void> {
    await db.query(
      `INSERT INTO credential (person_id, password_hash, changed_at) VALUES ($1, $2, now())
       ON CONFLICT (person_id) DO UPDATE SET password_hash = EXCLUDED.password_hash, changed_at = now()`,
      [personId, passwordHash],
    );
  }
}
