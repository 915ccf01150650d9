import { Audit } from '@opencircle/audit';
import type { Actor } from '@opencircle/auth';
import type { PersonId } from '@opencircle/contracts';
import { Transactions, type Db } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { Person } from '../person/person.js';
import type { Client } from '../session/client.js';
import { confirmedSession } from '../session/confirmed-session.js';
import { EndSessions } from '../session/end-sessions.js';
import { CheckCurrentPassword, credentialOf } from './check-current-password.js';
import { currentPasswordRefused } from './password.errors.js';
import { SetPassword } from './set-password.js';

/** `currentPassword` of who has none yet is left out. */
export type PasswordChange = { readonly currentPassword?: string | undefined; readonly password: string };

/** Sets the caller's password, the first one too, and ends every other session of theirs. */
@Injectable()
export class ChangePassword {
  constructor(
    private readonly tx: Transactions,
    private readonly checkCurrent: CheckCurrentPassword,
    private readonly setPassword: SetPassword,
    private readonly endSessions: EndSessions,
    private readonly audit: Audit,
  ) {}

  /**
   * Throws `confirm-first`, `current-password-refused`, `too-many-attempts`, `account-locked`, `password-too-weak`,
   * `too-busy`.
   */
  async run({ currentPassword, password }: PasswordChange, actor: Actor, client: Client): Promise<void> {
    const held = await this.tx.read((db) => confirmedSession(db, actor));
    const { personId } = held;
    const setAt = await this.checkCurrent.run(currentPassword, held, client);
    const passwordHash = await this.setPassword.hashed(personId, password);
    await this.tx.run(async (db) => {
      await this.demandSame(db, personId, setAt);
      const { id } = await confirmedSession(db, actor);
      await this.setPassword.store(db, personId, passwordHash);
      await this.endSessions.all(db, personId, 'password-changed', id);
      await this.audit.record(db, {
        actor,
        action: 'me.password.change',
        object: { kind: 'person', id: personId },
        outcome: 'allowed',
      });
    });
  }

  /** Holds the person's row: of two changes with one current password, the second finds that it is current no more. */
  private async demandSame(db: Db, personId: PersonId, setAt: string | undefined): Promise<void> {
    await db.lock(Person, { id: personId });
    if ((await credentialOf(db, personId))?.setAt !== setAt) throw currentPasswordRefused('changed');
  }
}
