import { Audit } from '@opencircle/audit';
import type { Actor } from '@opencircle/auth';
import { Transactions } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { confirmedSession } from '../session/confirmed-session.js';
import { EndSessions } from '../session/end-sessions.js';
import { SetPassword } from './set-password.js';

/** Sets the caller's password, the first one too, and ends every other session of theirs. */
@Injectable()
export class ChangePassword {
  constructor(
    private readonly tx: Transactions,
    private readonly setPassword: SetPassword,
    private readonly endSessions: EndSessions,
    private readonly audit: Audit,
  ) {}

  /** Throws `confirm-first`, `password-too-weak`. */
  async run(password: string, actor: Actor): Promise<void> {
    const { personId } = await this.tx.read((db) => confirmedSession(db, actor));
    const passwordHash = await this.setPassword.hashed(personId, password);
    await this.tx.run(async (db) => {
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
}
