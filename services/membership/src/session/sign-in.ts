import type { PersonId } from '@opencircle/contracts';
import { FieldCipher, Transactions } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { PasswordHasher } from '../person/password-hasher.js';
import { IssueSession, type SessionTokens } from './issue-session.js';
import { credentialsRefused } from './session.errors.js';
import { SignInThrottle } from './sign-in-throttle.js';

type Account = { id: PersonId; passwordHash: string };

/** Signs a person in with e-mail and password. Unknown, passwordless and disabled accounts all answer alike. */
@Injectable()
export class SignIn {
  constructor(
    private readonly tx: Transactions,
    private readonly cipher: FieldCipher,
    private readonly throttle: SignInThrottle,
    private readonly hasher: PasswordHasher,
    private readonly session: IssueSession,
  ) {}

  /** `address` is the client's. No transaction is open while the password is hashed: it takes long. */
  async run(email: string, password: string, address: string): Promise<SessionTokens> {
    await this.throttle.admit(address, email);
    const account = await this.find(email);
    if (!(await this.hasher.matches(account?.passwordHash, password)) || account === undefined) {
      throw credentialsRefused();
    }
    await this.throttle.forget(address, email);
    return this.tx.run((db) => this.session.run(db, account.id));
  }

  private async find(email: string): Promise<Account | undefined> {
    const [account] = await this.tx.read((db) =>
      db.query<Account>(
        `SELECT p.id, c.password_hash AS "passwordHash" FROM person p JOIN credential c ON c.person_id = p.id
         WHERE p.email_lookup = $1 AND p.disabled_at IS NULL`,
        [this.cipher.lookup(email)],
      ),
    );
    return account;
  }
}
