import type { PersonId } from '@opencircle/contracts';
import type { Db } from '@opencircle/persistence';

/**
 * SQL over `person p`: whether they work with this system. Everybody else is known for having sought help, and is no
 * business of an admin.
 */
export const HAS_ACCOUNT = `(
  EXISTS (SELECT FROM credential c WHERE c.person_id = p.id)
  OR EXISTS (SELECT FROM platform_role r WHERE r.person_id = p.id)
  OR EXISTS (SELECT FROM staff s WHERE s.person_id = p.id))`;

export async function hasAccount(db: Db, personId: PersonId): Promise<boolean> {
  const found = await db.query(`SELECT 1 FROM person p WHERE p.id = $1 AND ${HAS_ACCOUNT}`, [personId]);
  return found.length > 0;
}
