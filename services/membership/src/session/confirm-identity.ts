import { Audit } from '@opencircle/audit';
import type { Actor } from '@opencircle/auth';
import { Transactions, type Db } from '@opencircle/persistence';
import { Injectable, Logger } from '@nestjs/common';
import { CheckFactor, type Checked, type Presented } from '../factor/check-factor.js';
import { factorRefused } from '../factor/factor.errors.js';
import { Credential } from '../person/credential.js';
import { PasswordHasher } from '../person/password-hasher.js';
import { Person } from '../person/person.js';
import type { Client } from './client.js';
import { heldSession, type HeldSession } from './confirmed-session.js';
import { OpenChallenge } from './open-challenge.js';
import { RevokeAccess } from './revoke-access.js';
import { timesOf } from './session-times.js';
import { SignInThrottle } from './sign-in-throttle.js';
import { factorsOf, type Challenge } from './start-session.js';
import { takeChallenge, useChallenge } from './take-challenge.js';

/** A passkey answers a challenge that was asked for before. */
export type Confirmation =
  | { readonly factor: 'password'; readonly password: string }
  | Exclude<Presented, { factor: 'passkey' }>
  | { readonly factor: 'passkey'; readonly challenge: string; readonly answer: Record<string, unknown> };

/**
 * Somebody who is signed in shows once more who they are; a factor also lifts the session to AAL 2. What it may do from then
 * on is for new tokens: who holds a copy of the ones before has no part in it.
 */
@Injectable()
export class ConfirmIdentity {
  private readonly logger = new Logger(ConfirmIdentity.name);

  constructor(
    private readonly tx: Transactions,
    private readonly throttle: SignInThrottle,
    private readonly hasher: PasswordHasher,
    private readonly checkFactor: CheckFactor,
    private readonly openChallenge: OpenChallenge,
    private readonly revokeAccess: RevokeAccess,
    private readonly audit: Audit,
  ) {}

  /** What this person can confirm with, and the options for a browser. */
  async challenge(actor: Actor): Promise<Challenge> {
    const { held, kinds, credentialIds } = await this.tx.read(async (db) => {
      const held = await heldSession(db, actor);
      return { held, ...(await factorsOf(db, held.personId)) };
    });
    const whose = { personId: held.personId, sessionId: held.id, credentialIds };
    return { ...(await this.openChallenge.run('confirm', whose)), factors: kinds };
  }

  /**
   * The password of somebody who has a factor leaves the other guesses at the account counted: who has stolen the password
   * could otherwise guess codes without end. Throws Unauthenticated, `factor-refused`, `too-many-attempts`, `account-locked`.
   */
  async run(given: Confirmation, actor: Actor, client: Client): Promise<void> {
    const { held, account, passwordHash } = await this.tx.read(async (db) => {
      const held = await heldSession(db, actor);
      const { emailLookup } = await db.get(Person, { id: held.personId });
      const credential = await db.findOne(Credential, { personId: held.personId });
      return { held, account: emailLookup, passwordHash: credential?.passwordHash };
    });
    if (given.factor === 'passkey') await this.throttle.admitAddress(client);
    else await this.throttle.admit(client, account, given.factor === 'password' ? 'password' : 'code');
    const isWhole = given.factor !== 'password' || !held.hasFactor;
    const right = given.factor === 'password' && (await this.hasher.matches(passwordHash, given.password));
    const checked = await this.tx.run(async (db) => {
      const outcome = given.factor === 'password' ? passwordOutcome(right, held) : await this.factor(db, given, held);
      if ('refused' in outcome) return outcome;
      if (isWhole) await this.throttle.forget(db, client, account);
      await confirmed(db, held.id, given.factor !== 'password');
      await this.revokeAccess.run(db, held.personId, 'identity-confirmed');
      await this.audit.record(db, {
        actor,
        action: 'me.confirm',
        object: { kind: 'session', id: held.id },
        outcome: 'allowed',
        facts: { factor: given.factor },
      });
      return outcome;
    });
    if ('refused' in checked) {
      this.logger.log({ code: checked.refused }, 'confirmation refused');
      throw factorRefused();
    }
    if (!isWhole) await this.throttle.forgive(client, account);
  }

  private async factor(
    db: Db,
    given: Exclude<Confirmation, { factor: 'password' }>,
    { id, personId }: HeldSession,
  ): Promise<Checked> {
    if (given.factor !== 'passkey') return this.checkFactor.run(db, personId, given, '');
    const taken = await takeChallenge(db, given.challenge, 'confirm', id);
    if (taken === undefined || !(await useChallenge(db, taken.hash))) return { refused: 'challenge-unknown' };
    return this.checkFactor.run(db, personId, given, taken.passkeyChallenge);
  }
}

function passwordOutcome(right: boolean, { personId }: HeldSession): Checked {
  return right ? { personId } : { refused: 'password-refused' };
}

/** From now on for ten minutes, the session may change how its person signs in. */
export async function confirmed(db: Db, sessionId: string, withFactor: boolean): Promise<void> {
  const { longest, inactive } = timesOf({ aal: 2, byProvider: false });
  await db.query(
    `UPDATE session SET confirmed_at = now(), aal = CASE WHEN $2 THEN 2 ELSE aal END,
       expires_at = CASE WHEN $2 THEN least(expires_at, now() + $3::interval) ELSE expires_at END,
       inactive_at = CASE WHEN $2 THEN now() + $4::interval ELSE inactive_at END
     WHERE id = $1`,
    [sessionId, withFactor, longest, inactive],
  );
}
