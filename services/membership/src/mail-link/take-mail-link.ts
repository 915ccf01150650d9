import type { PersonId } from '@opencircle/contracts';
import type { Db } from '@opencircle/persistence';
import { linkTokenHash, type LinkPurpose } from './mail-link.js';

export type TakenLink = { personId: PersonId; account: Buffer };

/** Uses a link up: undefined when it is unknown, used, over, or for something else. One statement decides. */
export async function takeMailLink(db: Db, token: string, purpose: LinkPurpose): Promise<TakenLink | undefined> {
  const [taken] = await db.query<TakenLink>(
    `UPDATE mail_link l SET used_at = now() FROM person p
     WHERE l.token_hash = $1 AND l.purpose = $2 AND l.used_at IS NULL AND l.expires_at > now()
       AND p.id = l.person_id AND p.disabled_at IS NULL AND p.email_lookup = l.email_lookup
     RETURNING p.id AS "personId", p.email_lookup AS account`,
    [linkTokenHash(token), purpose],
  );
  return taken;
}
