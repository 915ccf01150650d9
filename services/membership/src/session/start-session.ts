import type { PersonId } from '@opencircle/contracts';
import { Transactions, type Db } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import type { UsableFactor } from '../factor/factor.js';
import type { PasskeyOptions } from '../factor/passkey-ceremony.js';
import type { Client } from './client.js';
import { IssueSession, type SessionTokens } from './issue-session.js';
import { OpenChallenge } from './open-challenge.js';
import { SignInThrottle } from './sign-in-throttle.js';
import type { FirstStep } from './signed-in-by.js';

/** What stands between the first factor and the second. `passkey` are the options for the browser, where there is one. */
export type Challenge = { challenge: string; factors: UsableFactor[]; passkey?: PasskeyOptions };
export type Started = SessionTokens | Challenge;

export function isChallenge(started: Started): started is Challenge {
  return 'challenge' in started;
}

/** The first factor was right: a session for who has no other, and for everybody else the question for the second. */
@Injectable()
export class StartSession {
  constructor(
    private readonly tx: Transactions,
    private readonly throttle: SignInThrottle,
    private readonly session: IssueSession,
    private readonly openChallenge: OpenChallenge,
  ) {}

  /** The guesses that stand against the account are left to who has shown its password or holds its mailbox. */
  async run(personId: PersonId, account: Buffer, by: FirstStep, client: Client): Promise<Started> {
    const { kinds, credentialIds } = await this.tx.read((db) => factorsOf(db, personId));
    if (kinds.length > 0) {
      if (by.method === 'password') await this.throttle.forgive(client, account);
      return { ...(await this.openChallenge.run('sign-in', { personId, credentialIds, by })), factors: kinds };
    }
    return this.tx.run(async (db) => {
      if (by.method !== 'provider') await this.throttle.forget(db, client, account);
      return this.session.run(db, personId, { aal: 1, agent: client.agent, by });
    });
  }
}

/** What a person can show beside the first factor, and the ids of their passkeys. */
export async function factorsOf(
  db: Db,
  personId: PersonId,
): Promise<{ kinds: UsableFactor[]; credentialIds: Buffer[] }> {
  const rows = await db.query<{ kind: UsableFactor; credentialId: Buffer | null }>(
    `SELECT kind, credential_id AS "credentialId" FROM factor
     WHERE person_id = $1 AND enrolled_at IS NOT NULL ORDER BY enrolled_at`,
    [personId],
  );
  const kinds = [...new Set(rows.map(({ kind }) => kind))];
  const credentialIds = rows.flatMap(({ credentialId }) => credentialId ?? []);
  if (kinds.length === 0) return { kinds, credentialIds };
  const codes = await db.query('SELECT 1 FROM recovery_code WHERE person_id = $1 AND used_at IS NULL LIMIT 1', [
    personId,
  ]);
  return { kinds: codes.length > 0 ? [...kinds, 'recovery-code'] : kinds, credentialIds };
}
