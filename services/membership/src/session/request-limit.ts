import { FieldCipher, Transactions } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import type { Client } from './client.js';
import { tooManyAttempts } from './session.errors.js';

export type Limit = { readonly name: string; readonly most: number; /** Seconds. */ readonly window: number };

/** How often something may be asked for that costs us, or somebody else a mail: so many times in a window. */
@Injectable()
export class RequestLimit {
  constructor(
    private readonly tx: Transactions,
    private readonly cipher: FieldCipher,
  ) {}

  /** Throws `too-many-attempts`, and tells the client what is left. */
  async demand(limit: Limit, client: Client): Promise<void> {
    const { count, seconds } = await this.count(limit, client.address);
    const left = Math.max(0, limit.most - count);
    client.tell({
      'ratelimit-policy': `"${limit.name}";q=${limit.most};w=${limit.window}`,
      ratelimit: `"${limit.name}";r=${left};t=${seconds}`,
    });
    if (count <= limit.most) return;
    client.tell({ 'retry-after': String(seconds) });
    throw tooManyAttempts(seconds);
  }

  /** Whether there is one left for this subject; it counts either way. */
  async allows(limit: Limit, subject: string): Promise<boolean> {
    return (await this.count(limit, subject)).count <= limit.most;
  }

  private async count({ name, window }: Limit, subject: string): Promise<{ count: number; seconds: number }> {
    const [row] = await this.tx.run((db) =>
      db.query<{ count: number; seconds: number }>(
        `INSERT INTO sign_in_attempt AS a (key, kind, failures, last_at, blocked_until)
         VALUES ($1, 'request', 1, now(), '-infinity')
         ON CONFLICT (key) DO UPDATE SET
           failures = CASE WHEN a.last_at < now() - make_interval(secs => $2) THEN 1 ELSE a.failures + 1 END,
           last_at = CASE WHEN a.last_at < now() - make_interval(secs => $2) THEN now() ELSE a.last_at END
         RETURNING failures AS count, greatest(1, ceil(extract(epoch FROM last_at - now()) + $2))::int AS seconds`,
        [this.cipher.lookup(`${name}\n${subject}`), window],
      ),
    );
    return row ?? { count: 1, seconds: window };
  }
}
