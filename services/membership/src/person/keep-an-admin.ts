import type { PersonId } from '@opencircle/contracts';
import type { Db } from '@opencircle/persistence';
import { lastAdmin } from './person.errors.js';

/**
 * Throws `last-admin` when nobody but this person could act as admin. Holds all admins' roles until the transaction ends,
 * so that two admins who take the role from one another at once do not both succeed; the count is a statement of its
 * own, since it must see what the one who held them before has committed.
 */
export async function keepAnAdmin(db: Db, without: PersonId): Promise<void> {
  await db.query(`SELECT 1 FROM platform_role WHERE role = 'admin' ORDER BY person_id FOR UPDATE`);
  const others = await db.query(
    `SELECT 1 FROM platform_role r JOIN person p ON p.id = r.person_id
     WHERE r.role = 'admin' AND p.disabled_at IS NULL AND r.person_id <> $1 LIMIT 1`,
    [without],
  );
  if (others.length === 0) throw lastAdmin();
}
