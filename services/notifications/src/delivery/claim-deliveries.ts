import type { ListingId, PersonId } from '@opencircle/contracts';
import { Transactions } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import type { TemplateName } from '../template/templates.js';

/** A delivery that this process has taken up; `zone` and `name` are null while its listing is not known yet. */
export type Claim = {
  id: string;
  idempotencyKey: string;
  recipientId: PersonId;
  template: TemplateName;
  listingId: ListingId | null;
  sessionStart: Date | null;
  linkId: string | null;
  usefulUntil: Date;
  attempts: number;
  refusals: number;
  zone: string | null;
  name: string | null;
};

/** Longer than a batch can take with every time-out, so that nobody else takes up what is still being sent. */
const LEASE = '5 minutes';

/** Takes up deliveries that are due, or that a sender left behind when it died. Several senders never meet. */
@Injectable()
export class ClaimDeliveries {
  constructor(private readonly tx: Transactions) {}

  run(limit: number): Promise<Claim[]> {
    return this.tx.run((db) =>
      db.query<Claim>(
        `WITH due AS (
           SELECT id FROM delivery
           WHERE (state = 'queued' AND next_attempt_at <= now()) OR (state = 'sending' AND lease_until < now())
           ORDER BY next_attempt_at LIMIT $1 FOR UPDATE SKIP LOCKED
         ), claimed AS (
           UPDATE delivery d SET state = 'sending', lease_until = now() + interval '${LEASE}', attempts = attempts + 1
           FROM due WHERE d.id = due.id RETURNING d.*
         )
         SELECT c.id, c.idempotency_key AS "idempotencyKey", c.recipient_id AS "recipientId", c.template,
                c.listing_id AS "listingId", c.session_start AS "sessionStart",
                c.link_id AS "linkId", c.useful_until AS "usefulUntil", c.attempts, c.refusals, f.zone, f.name
         FROM claimed c LEFT JOIN listing_facts f USING (listing_id)`,
        [limit],
      ),
    );
  }
}
