import type { PersonId } from '@opencircle/contracts';
import { Transactions, type Db } from '@opencircle/persistence';
import { Injectable, Logger } from '@nestjs/common';
import { PasswordHasher } from '../person/password-hasher.js';
import { Person } from '../person/person.js';
import type { Client } from '../session/client.js';
import type { HeldSession } from '../session/confirmed-session.js';
import { SignInThrottle } from '../session/sign-in-throttle.js';
import { currentPasswordRefused } from './password.errors.js';

/** `setAt` as in `ByPassword`. */
type CurrentCredential = { passwordHash: string; setAt: string };

/** Judges the current password that somebody gives with a new one. A wrong one counts as a guess, as at a sign-in. */
@Injectable()
export class CheckCurrentPassword {
  private readonly logger = new Logger(CheckCurrentPassword.name);

  constructor(
    private readonly tx: Transactions,
    private readonly throttle: SignInThrottle,
    private readonly hasher: PasswordHasher,
  ) {}

  /**
   * Since when it is their password; undefined for who has none. A right one of somebody who has a factor leaves the other
   * guesses at the account counted, as at a confirmation. Throws `current-password-refused`, `too-many-attempts`,
   * `account-locked`, `too-busy`.
   */
  async run(given: string | undefined, held: HeldSession, client: Client): Promise<string | undefined> {
    const { credential, account } = await this.tx.read(async (db) => ({
      credential: await credentialOf(db, held.personId),
      account: (await db.get(Person, { id: held.personId })).emailLookup,
    }));
    if (credential === undefined) {
      if (given !== undefined) throw currentPasswordRefused('none-yet');
      return undefined;
    }
    if (given === undefined) throw currentPasswordRefused('needed');
    await this.throttle.admit(client, account, 'password');
    if (!(await this.hasher.matches(credential.passwordHash, given))) {
      this.logger.log({ code: 'password-refused' }, 'password change refused');
      throw currentPasswordRefused('wrong');
    }
    if (held.hasFactor) await this.throttle.forgive(client, account);
    else await this.tx.run((db) => this.throttle.forget(db, client, account));
    return credential.setAt;
  }
}

export async function credentialOf(db: Db, personId: PersonId): Promise<CurrentCredential | undefined> {
  const [credential] = await db.query<CurrentCredential>(
    'SELECT password_hash AS "passwordHash", changed_at::text AS "setAt" FROM credential WHERE person_id = $1',
    [personId],
  );
  return credential;
}
