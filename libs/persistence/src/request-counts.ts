import { createHash, createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DATABASE_ADDRESS } from './database-address.js';
import { Transactions } from './transactions.js';

/** How often somebody has asked, and the seconds until that is forgotten. */
export type Counted = { readonly count: number; readonly seconds: number };

/**
 * Counts requests once for all processes of a service. Rows name nobody: a subject is hashed under a key that the database
 * does not hold, its own address with the password in it, so that who reads the table cannot try all client addresses.
 */
@Injectable()
export class RequestCounts {
  private readonly key: Buffer;

  constructor(
    private readonly tx: Transactions,
    @Inject(DATABASE_ADDRESS) address: string,
  ) {
    this.key = createHash('sha256').update(`request-count ${address}`).digest();
  }

  /** One more for this subject, in a window of so many seconds from its first. */
  add(limit: string, subject: string, seconds: number): Promise<Counted> {
    return this.tx.run(async (db) => {
      const [counted] = await db.query<Counted>(
        `INSERT INTO request_count AS c (key, count, ends_at) VALUES ($1, 1, now() + make_interval(secs => $2))
         ON CONFLICT (key) DO UPDATE SET
           count = CASE WHEN c.ends_at <= now() THEN 1 ELSE c.count + 1 END,
           ends_at = CASE WHEN c.ends_at <= now() THEN excluded.ends_at ELSE c.ends_at END
         RETURNING count, greatest(1, ceil(extract(epoch FROM ends_at - now())))::int AS seconds`,
        [createHmac('sha256', this.key).update(`${limit}\n${subject}`).digest(), seconds],
      );
      return counted as Counted;
    });
  }
}
