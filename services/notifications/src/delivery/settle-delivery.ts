import { Transactions } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import type { Claim } from './claim-deliveries.js';
import { nextStep, type Failure } from './next-step.js';

/**
 * Writes down how a claimed delivery went. `attempts` fences: a sender whose lease ran out, and whose delivery another
 * has taken up, changes nothing.
 */
@Injectable()
export class SettleDelivery {
  constructor(private readonly tx: Transactions) {}

  async sent({ id, attempts }: Claim): Promise<void> {
    await this.tx.run((db) =>
      db.query(
        `UPDATE delivery SET state = 'sent', settled_at = now(), lease_until = NULL, last_error_code = NULL
         WHERE id = $1 AND attempts = $2 AND state = 'sending'`,
        [id, attempts],
      ),
    );
  }

  async failed(claim: Claim, failure: Failure, now = new Date()): Promise<void> {
    const refusals = claim.refusals + (failure.kind === 'refused' ? 1 : 0);
    const step = nextStep(failure, { ...claim, refusals }, now);
    const waitMs = step.state === 'queued' ? step.waitMs : 0;
    await this.tx.run((db) =>
      db.query(
        `UPDATE delivery SET state = $3, last_error_code = $4, refusals = $5, lease_until = NULL,
           next_attempt_at = now() + make_interval(secs => $6::float8 / 1000),
           settled_at = CASE WHEN $3 = 'failed' THEN now() END
         WHERE id = $1 AND attempts = $2 AND state = 'sending'`,
        [claim.id, claim.attempts, step.state, step.code, refusals, waitMs],
      ),
    );
  }
}
