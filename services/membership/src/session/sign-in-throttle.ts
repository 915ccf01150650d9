import { FieldCipher, Transactions, type Db } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import type { Client } from './client.js';
import { accountLocked, tooManyAttempts } from './session.errors.js';

/** `free` failures cost nothing; from then on the wait doubles from two seconds to `longest`. Seconds. */
type Rule = { readonly free: number; readonly longest: number; readonly memory: number };

/** One client at one account, one client at any account, and anybody at one account. */
const rules = {
  pair: { free: 5, longest: 900, memory: 3_600 },
  address: { free: 50, longest: 900, memory: 3_600 },
  account: { free: 20, longest: 300, memory: Infinity },
} as const satisfies Record<string, Rule>;
type Kind = keyof typeof rules;

/** Wrong guesses in a row after which an account takes no others (NIST SP 800-63B-4 §3.2.2). */
const MOST_GUESSES = 100;

/** A password of somebody not yet known, or a code of somebody whose first factor was right. */
export type Guessed = 'password' | 'code';

/**
 * Slows down guessing per client address, account, and both. An attempt counts as failed until it has succeeded, so a
 * burst of parallel guesses cannot slip through. `account` is the keyed look-up of an e-mail address, known or not; the
 * other keys are keyed hashes too: the table names neither accounts nor addresses.
 */
@Injectable()
export class SignInThrottle {
  constructor(
    private readonly tx: Transactions,
    private readonly cipher: FieldCipher,
  ) {}

  /** Throws `too-many-attempts` with the seconds to wait, `account-locked` after a hundred failures in a row. */
  async admit(client: Client, account: Buffer, guessed: Guessed): Promise<void> {
    await this.tx.run(async (db) => {
      await this.count(db, client, 'account', account, guessed);
      const failures = await this.count(db, client, 'pair', this.pair(client, account), guessed);
      await this.count(db, client, 'address', this.address(client), guessed);
      client.tell(headersOf(rules.pair.free - failures, 0));
    });
  }

  /** For what cannot be guessed, such as a passkey: the address alone is counted. */
  async admitAddress(client: Client): Promise<void> {
    await this.tx.run((db) => this.count(db, client, 'address', this.address(client), 'code'));
  }

  /** The guess was right, but does not sign in alone: it is taken back. */
  async forgive(client: Client, account: Buffer): Promise<void> {
    await this.tx.run(async (db) => {
      for (const key of [account, this.pair(client, account), this.address(client)]) await forgiveOne(db, key);
    });
  }

  /** Somebody signed in: the account starts from zero. */
  async forget(db: Db, client: Client, account: Buffer): Promise<void> {
    await db.query('DELETE FROM sign_in_attempt WHERE key = ANY ($1)', [[account, this.pair(client, account)]]);
    await forgiveOne(db, this.address(client));
  }

  /** A link in a mail proved who it is: passwords may be tried again. Wrong codes stay counted, for a mailbox is no second factor. */
  async unlock(db: Db, account: Buffer): Promise<void> {
    await db.query(
      `UPDATE sign_in_attempt SET failures = factor_failures, blocked_until = '-infinity' WHERE key = $1`,
      [account],
    );
  }

  private async count(db: Db, client: Client, kind: Kind, key: Buffer, guessed: Guessed): Promise<number> {
    const { free, longest, memory } = rules[kind];
    const [row] = await db.query<{ failures: number }>(
      `INSERT INTO sign_in_attempt AS a (key, kind, failures, factor_failures, last_at, blocked_until)
       VALUES ($1, $2, 1, $6, clock_timestamp(), '-infinity')
       ON CONFLICT (key) DO UPDATE SET
         failures = CASE WHEN a.last_at < now() - make_interval(secs => $5) THEN 1 ELSE a.failures + 1 END,
         factor_failures = CASE WHEN a.last_at < now() - make_interval(secs => $5) THEN 0 ELSE a.factor_failures END + $6,
         last_at = clock_timestamp(),
         blocked_until = CASE
           WHEN a.last_at < now() - make_interval(secs => $5) OR a.failures + 1 < $3 THEN '-infinity'
           ELSE clock_timestamp() + make_interval(secs => least($4, 2 ^ least(a.failures + 2 - $3, 20)))
         END
       WHERE a.blocked_until <= clock_timestamp() AND (a.kind <> 'account' OR a.failures < ${MOST_GUESSES})
       RETURNING failures`,
      [key, kind, free, longest, Math.min(memory, 1e9), guessed === 'code' ? 1 : 0],
    );
    if (row !== undefined) return row.failures;
    const [held] = await db.query<{ seconds: number; failures: number }>(
      `SELECT ceil(extract(epoch FROM greatest(blocked_until, '2000-01-01') - clock_timestamp()))::int AS seconds, failures
       FROM sign_in_attempt WHERE key = $1`,
      [key],
    );
    if (kind === 'account' && (held?.failures ?? 0) >= MOST_GUESSES) throw accountLocked();
    const seconds = Math.max(1, held?.seconds ?? 1);
    client.tell({ ...headersOf(0, seconds), 'retry-after': String(seconds) });
    throw tooManyAttempts(seconds);
  }

  private pair({ address }: Client, account: Buffer): Buffer {
    return this.cipher.lookup(`sign-in\n${address}\n${account.toString('hex')}`);
  }

  private address({ address }: Client): Buffer {
    return this.cipher.lookup(`address\n${address}`);
  }
}

async function forgiveOne(db: Db, key: Buffer): Promise<void> {
  await db.query(
    `UPDATE sign_in_attempt SET failures = greatest(0, failures - 1), blocked_until = '-infinity' WHERE key = $1`,
    [key],
  );
}

/** The fields of draft-ietf-httpapi-ratelimit-headers: what is left of the free tries, and in how many seconds there is one more. */
function headersOf(left: number, seconds: number): Record<string, string> {
  const remaining = Math.max(0, left);
  return {
    'ratelimit-policy': `"sign-in";q=${rules.pair.free}`,
    ratelimit: `"sign-in";r=${remaining}${seconds > 0 ? `;t=${seconds}` : ''}`,
  };
}
