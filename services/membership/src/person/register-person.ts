import { Audit } from '@opencircle/audit';
import type { Actor } from '@opencircle/auth';
import type { PersonId } from '@opencircle/contracts';
import { Idempotency, Transactions, type Db } from '@opencircle/persistence';
import { ENVIRONMENT } from '@opencircle/service-defaults';
import { Inject, Injectable } from '@nestjs/common';
import type { Environment } from '../environment.js';
import { Credential } from './credential.js';
import { PasswordHasher } from './password-hasher.js';
import { weaknessOf } from './password-rules.js';
import { Person } from './person.js';
import { emailTaken, inviteInstead, passwordTooWeak } from './person.errors.js';
import { PersonalFields, type Identity } from './personal-fields.js';
import { PlatformRole, type PlatformRoleName } from './platform-role.js';
import { StorePerson } from './store-person.js';

export type NewPerson = Identity & { password: string; platformRoles: PlatformRoleName[] };

/**
 * Gives somebody an account with a password. A person who is known only as a visitor keeps their id. Beside the first admin,
 * whom the operator makes, only a demo has people whose password somebody else has chosen; everybody else is invited.
 */
@Injectable()
export class RegisterPerson {
  constructor(
    private readonly tx: Transactions,
    private readonly idempotency: Idempotency,
    private readonly fields: PersonalFields,
    private readonly storePerson: StorePerson,
    private readonly hasher: PasswordHasher,
    private readonly audit: Audit,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** `by`: `system` for the command that makes the first admin. Throws `invite-instead`, `password-too-weak`, `email-taken`. */
  async run(request: NewPerson, by: Actor | 'system', key?: { scope: string; key: string }): Promise<{ id: PersonId }> {
    if (by !== 'system' && !this.environment.DEMO) throw inviteInstead();
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
