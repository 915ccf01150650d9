import type { PersonId } from '@opencircle/contracts';
import { Transactions, type Db } from '@opencircle/persistence';
import { Injectable, Logger } from '@nestjs/common';
import { CheckFactor, type Presented } from '../factor/check-factor.js';
import { factorRefused } from '../factor/factor.errors.js';
import type { Client } from './client.js';
import { IssueSession, type SessionTokens } from './issue-session.js';
import { SignInThrottle } from './sign-in-throttle.js';
import type { SignedInBy } from './signed-in-by.js';
import { takeChallenge, useChallenge } from './take-challenge.js';

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

  async run(challenge: string, presented: Presented, client: Client): Promise<SessionTokens> {
    const taken = await this.tx.run((db) => takeChallenge(db, challenge, 'sign-in'));
    if (taken === undefined) throw this.refused('challenge-unknown');
    const { account, personId, passkeyChallenge, hash } = taken;
    if (account === null || presented.factor === 'passkey') await this.throttle.admitAddress(client);
    else await this.throttle.admit(client, account, 'code');
    const outcome = await this.tx.run(async (db) => {
      const checked = await this.checkFactor.run(db, personId, presented, passkeyChallenge);
      if ('refused' in checked) return checked;
      if (!(await useChallenge(db, hash))) return { refused: 'challenge-used' };
      const lookup = await accountOf(db, checked.personId);
      if (lookup === undefined) return { refused: 'account-disabled' };
      await this.throttle.forget(db, client, lookup);
      const by: SignedInBy = { ...(taken.step ?? passkeyAlone), factor: presented.factor };
      return this.session.run(db, checked.personId, { aal: 2, agent: client.agent, by });
    });
    if ('refused' in outcome) throw this.refused(outcome.refused);
    return outcome;
  }

  private refused(code: string): Error {
    this.logger.log({ code }, 'sign-in refused');
    return factorRefused();
  }
}

async function accountOf(db: Db, id: PersonId): Promise<Buffer | undefined> {
  const [person] = await db.query<{ lookup: Buffer }>(
    'SELECT email_lookup AS lookup FROM person WHERE id = $1 AND disabled_at IS NULL',
    [id],
  );
  return person?.lookup;
}
