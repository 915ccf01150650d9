import type { PersonId } from '@opencircle/contracts';
import { Transactions, type Db } from '@opencircle/persistence';
import { Injectable, Logger } from '@nestjs/common';
import { CheckFactor, type Presented } from '../factor/check-factor.js';
import { factorRefused } from '../factor/factor.errors.js';
import type { Client } from './client.js';
import { IssueSession, type SessionTokens } from './issue-session.js';
import { refusedAs, SignInRefused } from './sign-in-refused.js';
import { SignInThrottle } from './sign-in-throttle.js';
import type { SignedInBy } from './signed-in-by.js';
import { takeChallenge, useChallenge, type TakenChallenge } from './take-challenge.js';

const passkeyAlone = { method: 'passkey' } as const;

/** The second factor, or a passkey alone: a session of AAL 2. Whatever is wrong, the answer is the same. */
@Injectable()
export class AnswerChallenge {
  private readonly logger = new Logger(AnswerChallenge.name);

  constructor(
    private readonly tx: Transactions,
    private readonly throttle: SignInThrottle,
    private readonly checkFactor: CheckFactor,
    private readonly session: IssueSession,
  ) {}

  /** Throws `factor-refused`, `too-many-attempts`, `account-locked`. */
  run(challenge: string, presented: Presented, client: Client): Promise<SessionTokens> {
    return refusedAs(factorRefused, this.logger, async () => {
      const taken = await this.tx.run((db) => takeChallenge(db, challenge, 'sign-in'));
      if (taken === undefined) throw new SignInRefused('challenge-unknown');
      await this.admit(taken, presented, client);
      const outcome = await this.tx.run((db) => this.check(db, taken, presented, client));
      if ('refused' in outcome) throw new SignInRefused(outcome.refused);
      return outcome;
    });
  }

  private async admit({ account }: TakenChallenge, presented: Presented, client: Client): Promise<void> {
    if (account === null || presented.factor === 'passkey') await this.throttle.admitAddress(client);
    else await this.throttle.admit(client, account, 'code');
  }

  /** What is refused is committed all the same: a factor remembers what it has seen. */
  private async check(
    db: Db,
    { personId, passkeyChallenge, hash, step }: TakenChallenge,
    presented: Presented,
    client: Client,
  ): Promise<SessionTokens | { refused: string }> {
    const checked = await this.checkFactor.run(db, personId, presented, passkeyChallenge);
    if ('refused' in checked) return checked;
    if (!(await useChallenge(db, hash))) return { refused: 'challenge-used' };
    const lookup = await accountOf(db, checked.personId);
    if (lookup === undefined) return { refused: 'account-disabled' };
    await this.throttle.forget(db, client, lookup);
    const by: SignedInBy = { ...(step ?? passkeyAlone), factor: presented.factor };
    return this.session.run(db, checked.personId, { aal: 2, agent: client.agent, by });
  }
}

async function accountOf(db: Db, id: PersonId): Promise<Buffer | undefined> {
  const [person] = await db.query<{ lookup: Buffer }>(
    'SELECT email_lookup AS lookup FROM person WHERE id = $1 AND disabled_at IS NULL',
    [id],
  );
  return person?.lookup;
}
