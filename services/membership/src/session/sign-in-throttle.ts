import { FieldCipher, Transactions } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { tooManyAttempts } from './session.errors.js';

/** This many wrong passwords cost nothing; from then on the wait doubles, from two seconds to fifteen minutes. */
const FREE = 5;
const LONGEST_SECONDS = 900;

/** Failures are forgotten after an hour without any. */
const MEMORY = '1 hour';

/**
 * Slows down guessing, per account and client address. An attempt counts as failed until it has succeeded, so a burst
 * of parallel guesses cannot slip through. The key is a keyed hash: the table names neither accounts nor addresses.
 */
@Injectable()
export class SignInThrottle {
  constructor(
    private readonly tx: Transactions,
    private readonly cipher: FieldCipher,
  ) {}

  /** Throws `too-many-attempts` with the seconds to wait. */
  async admit(address: string, email: string): Promise<void> {
    const key = this.keyOf(address, email);
    await this.tx.run(async (db) => {
      const admitted = await db.query(
        `INSERT INTO sign_in_attempt AS a (key, failures, last_at, blocked_until) VALUES ($1, 1, clock_timestamp(), '-infinity')
         ON CONFLICT (key) DO UPDATE SET
           failures = CASE WHEN a.last_at < now() - interval '${MEMORY}' THEN 1 ELSE a.failures + 1 END,
           last_at = clock_timestamp(),
           blocked_until = CASE
             WHEN a.last_at < now() - interval '${MEMORY}' OR a.failures + 1 < ${FREE} THEN '-infinity'
             ELSE clock_timestamp() + make_interval(secs => least(${LONGEST_SECONDS}, 2 ^ least(a.failures + 2 - ${FREE}, 20)))
           END
         WHERE a.blocked_until <= clock_timestamp()
         RETURNING 1`,
        [key],
      );
      if (admitted.length > 0) return;
      const [row] = await db.query<{ seconds: number }>(
        'SELECT ceil(extract(epoch FROM blocked_until - clock_timestamp()))::int AS seconds FROM sign_in_attempt WHERE key = $1',
        [key],
      );
      throw tooManyAttempts(Math.max(1, row?.seconds ?? 1));
    });
  }

  /** The password was right: starts from zero, and clears away what nobody needs any more. */
  async forget(address: string, email: string): Promise<void> {
    const key = this.keyOf(address, email);
    await this.tx.run((db) =>
      db.query(`DELETE FROM sign_in_attempt WHERE key = $1 OR last_at < now() - interval '1 day'`, [key]),
    );
  }

  private keyOf(address: string, email: string): Buffer {
    return this.cipher.lookup(`sign-in\n${address}\n${email.trim()}`);
  }
}
