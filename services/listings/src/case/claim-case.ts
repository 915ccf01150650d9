import { Injectable } from '@nestjs/common';
import { Audit } from '@opencircle/audit';
import type { Actor } from '@opencircle/auth';
import { caseClaimed, type CaseId } from '@opencircle/contracts';
import { Outbox } from '@opencircle/messaging';
import { Idempotency, Transactions } from '@opencircle/persistence';
import { personOf } from '../actor.js';
import { Clock } from '../clock.js';
import { claimOf } from './case.events.js';
import { findCase } from './find-case.js';
import { ModerationCase } from './moderation-case.js';

/** Takes a case, so that two moderators do not read the same one; claiming one's own again renews the lease. */
@Injectable()
export class ClaimCase {
  constructor(
    private readonly tx: Transactions,
    private readonly idempotency: Idempotency,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Throws case-claimed, case-decided. */
  async run(id: CaseId, actor: Actor, key: string | undefined): Promise<void> {
    const by = personOf(actor, 'case.claim');
    const keyed = key === undefined ? undefined : { scope: `case.claim:${by}`, key, request: { id } };
    await this.tx.run((db) =>
      this.idempotency.once(db, keyed, async () => {
        await findCase(db, id, actor, 'case.claim');
        const moderation = await db.lock(ModerationCase, { id });
        const expiresAt = moderation.claim(by, this.clock.now());
        await db.save(moderation);
        await this.outbox.add(db, caseClaimed, id, claimOf(moderation, by, expiresAt));
        await this.audit.record(db, { actor, action: 'case.claim', object: { kind: 'case', id }, outcome: 'allowed' });
        return { id };
      }),
    );
  }
}
