import { personLinkRequested, type PersonId } from '@opencircle/contracts';
import { Outbox } from '@opencircle/messaging';
import { Transactions } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { linkRequested } from './mail-link.events.js';
import type { LinkPurpose } from './mail-link.js';

const BATCH = 20;

export type OpenLink = { id: string; purpose: LinkPurpose; requestedAt: Date; expiresAt: Date; owner: PersonId | null };

/** Makes links that were asked for somebody's, and tells notifications; deletes those whose address nobody has. */
@Injectable()
export class SortMailLinks {
  constructor(
    private readonly tx: Transactions,
    private readonly outbox: Outbox,
  ) {}

  /** Whether there may be more. */
  run(): Promise<boolean> {
    return this.tx.run(async (db) => {
      const links = await db.query<OpenLink>(
        `SELECT l.id, l.purpose, l.requested_at AS "requestedAt", l.expires_at AS "expiresAt", p.id AS owner
         FROM mail_link l LEFT JOIN person p ON p.email_lookup = l.email_lookup AND p.disabled_at IS NULL
         WHERE l.person_id IS NULL ORDER BY l.requested_at LIMIT ${BATCH} FOR UPDATE OF l SKIP LOCKED`,
      );
      for (const link of links) {
        if (link.owner === null) await db.query('DELETE FROM mail_link WHERE id = $1', [link.id]);
        else {
          await db.query('UPDATE mail_link SET person_id = $2 WHERE id = $1', [link.id, link.owner]);
          await this.outbox.add(db, personLinkRequested, link.owner, linkRequested(link, link.owner));
        }
      }
      return links.length === BATCH;
    });
  }
}
