import { randomUUID } from 'node:crypto';
import { FieldCipher, Transactions } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import type { Client } from '../session/client.js';
import { RequestLimit } from '../session/request-limit.js';
import { LINK_MINUTES, linkToken, linkTokenHash, type LinkPurpose } from './mail-link.js';
import { MailLinkSorter } from './mail-link-sorter.js';

const perAddress = { name: 'mail-link', most: 10, window: 900 } as const;
const perAccount = { name: 'mail-link-account', most: 3, window: 900 } as const;

/**
 * Somebody typed an e-mail address and wants a link. Nothing here looks whether the address is known, so neither the
 * answer nor its time can tell; that is found out a moment later, by itself.
 */
@Injectable()
export class RequestMailLink {
  constructor(
    private readonly tx: Transactions,
    private readonly cipher: FieldCipher,
    private readonly limit: RequestLimit,
    private readonly sorter: MailLinkSorter,
  ) {}

  /** Throws `too-many-attempts` for a client that asks too often; a fourth mail to one address is just not sent. */
  async run(email: string, purpose: LinkPurpose, client: Client): Promise<void> {
    await this.limit.demand(perAddress, client);
    const lookup = this.cipher.lookup(email);
    if (!(await this.limit.allows(perAccount, lookup.toString('hex')))) return;
    const id = randomUUID();
    await this.tx.run((db) =>
      db.query(
        `INSERT INTO mail_link (id, purpose, email_lookup, token_hash, requested_at, expires_at)
         VALUES ($1, $2, $3, $4, now(), now() + interval '${LINK_MINUTES} minutes')`,
        [id, purpose, lookup, linkTokenHash(linkToken(this.cipher, id, purpose))],
      ),
    );
    this.sorter.wakeSoon();
  }
}
