import type { PersonId } from '@opencircle/contracts';
import { FieldCipher, Transactions } from '@opencircle/persistence';
import { Injectable, Logger } from '@nestjs/common';
import { PasswordHasher } from '../person/password-hasher.js';
import type { Client } from './client.js';
import { credentialsRefused } from './session.errors.js';
import { refusedAs, SignInRefused } from './sign-in-refused.js';
import { SignInThrottle } from './sign-in-throttle.js';
import { StartSession, type Started } from './start-session.js';

/** `setAt` as in `ByPassword`. */
type Account = { id: PersonId; passwordHash: string; setAt: string };

/** Signs a person in with e-mail and password. Unknown, passwordless and disabled accounts all answer alike. */
@Injectable()
export class SignIn {
  private readonly logger = new Logger(SignIn.name);

  constructor(
    private readonly tx: Transactions,
    private readonly cipher: FieldCipher,
    private readonly throttle: SignInThrottle,
    private readonly hasher: PasswordHasher,
    private readonly startSession: StartSession,
  ) {}

  /** No transaction is open while the password is hashed: it takes long. */
  async run(email: string, password: string, client: Client): Promise<Started> {
    const lookup = this.cipher.lookup(email);
    await this.throttle.admit(client, lookup, 'password');
    const account = await this.find(lookup);
    return refusedAs(credentialsRefused, this.logger, async () => {
      const isRight = await this.hasher.matches(account?.passwordHash, password);
      if (!isRight || account === undefined) throw new SignInRefused('password-refused');
      await this.renew(account, password);
      return this.startSession.run(account.id, lookup, { method: 'password', setAt: account.setAt }, client);
    });
  }

  private async find(lookup: Buffer): Promise<Account | undefined> {
    const [account] = await this.tx.read((db) =>
      db.query<Account>(
        `SELECT p.id, c.password_hash AS "passwordHash", c.changed_at::text AS "setAt" FROM person p JOIN credential c ON c.person_id = p.id
         WHERE p.email_lookup = $1 AND p.disabled_at IS NULL`,
        [lookup],
      ),
    );
    return account;
  }

  /** A hash that was made more cheaply than hashes are made now is replaced while the password is at hand. */
  private async renew({ id, passwordHash }: Account, password: string): Promise<void> {
    if (!this.hasher.isOutdated(passwordHash)) return;
    const renewed = await this.hasher.hash(password);
    await this.tx.run((db) =>
      db.query('UPDATE credential SET password_hash = $3 WHERE person_id = $1 AND password_hash = $2', [
        id,
        passwordHash,
        renewed,
      ]),
    );
  }
}
