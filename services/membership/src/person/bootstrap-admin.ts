import { Audit } from '@opencircle/audit';
import { asSystem, Transactions } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { Credential } from './credential.js';
import { Person } from './person.js';
import { PersonalFields } from './personal-fields.js';
import { PlatformRole } from './platform-role.js';
import { RegisterPerson } from './register-person.js';

export type FirstAdmin = { email: string; password: string; displayName: string };

/** Makes the first admin of an empty system. Who has an account already keeps password and name, and becomes admin. */
@Injectable()
export class BootstrapAdmin {
  constructor(
    private readonly tx: Transactions,
    private readonly fields: PersonalFields,
    private readonly registerPerson: RegisterPerson,
    private readonly audit: Audit,
  ) {}

  /** `made`: whether this run changed anything. */
  run(admin: FirstAdmin): Promise<{ made: boolean }> {
    return asSystem(() => this.make(admin));
  }

  private async make(admin: FirstAdmin): Promise<{ made: boolean }> {
    const known = await this.promote(admin.email);
    if (known !== undefined) return { made: known };
    await this.registerPerson.run({ ...admin, language: 'en', platformRoles: ['admin'] }, 'system');
    return { made: true };
  }

  /** Undefined when nobody signs in with this address. */
  private promote(email: string): Promise<boolean | undefined> {
    return this.tx.run(async (db) => {
      const person = await db.findOne(Person, { emailLookup: this.fields.lookup(email) });
      if (person === null || (await db.findOne(Credential, { personId: person.id })) === null) return undefined;
      if ((await db.findOne(PlatformRole, { personId: person.id, role: 'admin' })) !== null) return false;
      await db.insert(PlatformRole, { personId: person.id, role: 'admin', grantedAt: new Date() });
      await this.audit.record(db, {
        actor: 'system',
        action: 'platform-role.grant',
        object: { kind: 'person', id: person.id },
        outcome: 'allowed',
        facts: { role: 'admin' },
      });
      return true;
    });
  }
}
