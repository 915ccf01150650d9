import type { PersonId } from '@opencircle/contracts';
import { FieldCipher, Transactions } from '@opencircle/persistence';
import { ENVIRONMENT } from '@opencircle/service-defaults';
import { Inject, Injectable } from '@nestjs/common';
import type { Environment } from '../environment.js';
import { invitationToken, IS_OPEN } from '../invitation/invitation.js';
import { linkToken, type LinkPurpose } from './mail-link.js';

export type WrittenLink = { linkId: string; personId: PersonId; url: string };

/** Where a link leads: after `#`, which browsers keep from servers, logs and referrers. */
const pages: Readonly<Record<LinkPurpose | 'invitation', string>> = {
  'sign-in': '/console/#/link',
  'password-reset': '/console/#/new-password',
  invitation: '/console/#/invitation',
};

/** The addresses that notifications writes into mails; a link that was used, or is over, is left out. */
@Injectable()
export class FindMailLinks {
  constructor(
    private readonly tx: Transactions,
    private readonly cipher: FieldCipher,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  async run(linkIds: string[]): Promise<WrittenLink[]> {
    const links = await this.tx.read((db) =>
      db.query<{ id: string; purpose: LinkPurpose | 'invitation'; personId: PersonId }>(
        `SELECT id, purpose, person_id AS "personId" FROM mail_link
         WHERE id = ANY ($1) AND person_id IS NOT NULL AND used_at IS NULL AND expires_at > now()
         UNION ALL
         SELECT id, 'invitation', person_id FROM invitation WHERE id = ANY ($1) AND ${IS_OPEN}`,
        [linkIds],
      ),
    );
    return links.map(({ id, purpose, personId }) => {
      const token = purpose === 'invitation' ? invitationToken(this.cipher, id) : linkToken(this.cipher, id, purpose);
      return { linkId: id, personId, url: `${this.environment.PUBLIC_URL}${pages[purpose]}?token=${token}` };
    });
  }
}
