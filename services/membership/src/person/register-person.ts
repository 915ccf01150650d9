import { Audit } from '@opencircle/audit';
import type { Actor } from '@opencircle/auth';
import type { PersonId } from '@opencircle/contracts';
import { Idempotency, Transactions, type Db } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { Credential } from './credential.js';
import { PasswordHasher } from './password-hasher.js';
import { weaknessOf } from './password-rules.js';
import { Person } from './person.js';
import { emailTaken, passwordTooWeak } from './person.errors.js';
import { PersonalFields, type Identity } from './personal-fields.js';
import { PlatformRole, type PlatformRoleName } from './platform-role.js';
import { StorePerson } from './store-person.js';

export type NewPerson = Identity & { password: string; platformRoles: PlatformRoleName[] };

/** Gives somebody an account with a password. A person who is known only as a visitor keeps their id. */
@Injectable()
export class RegisterPerson {
  constructor(
    private readonly tx: Transactions,
    private readonly idempotency: Idempotency,
    private readonly fields: PersonalFields,
    private readonly storePerson: StorePerson,
    private readonly hasher: PasswordHasher,
    private readonly audit: Audit,
  ) {}

  /** `by`: `system` for the command that makes the first admin. Throws `password-too-weak`, `email-taken`. */
  async run(request: NewPerson, by: Actor | 'system', key?: { scope: string; key: string }): Promise<{ id: PersonId }> {
    const { password, ...rest } = request;
    const weakness = weaknessOf(password, request, { withFactor: request.platformRoles.length > 0 });
    if (weakness !== undefined) throw passwordTooWeak(weakness);
    const passwordHash = await this.hasher.hash(password);
    const keyed = key && { ...key, request: this.fields.fingerprint(rest) };
    return this.tx.run((db) => this.idempotency.once(db, keyed, () => this.register(db, request, passwordHash, by)));
  }

  private async register(
    db: Db,
    request: NewPerson,
    passwordHash: string,
    by: Actor | 'system',
  ): Promise<{ id: PersonId }> {
    const now = new Date();
    const { id } = (await this.storePerson.run(db, request, now)).person;
    const person = await db.lock(Person, { id });
    if ((await db.findOne(Credential, { personId: id })) !== null) throw emailTaken();
    await db.insert(Credential, { personId: id, passwordHash, changedAt: now });
    person.profile = this.fields.sealProfile(person.dataKey, request);
    await db.save(person);
    const roles = [...new Set(request.platformRoles)];
    await db.insert(
      PlatformRole,
      roles.map((role) => ({ personId: id, role, grantedAt: now })),
    );
    const entry = { actor: by, object: { kind: 'person', id }, outcome: 'allowed' } as const;
    await this.audit.record(db, { ...entry, action: 'person.create' });
    for (const role of roles) await this.audit.record(db, { ...entry, action: 'platform-role.grant', facts: { role } });
    return { id };
  }
}
