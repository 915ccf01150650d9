import type { PersonId } from '@opencircle/contracts';
import type { Db } from '@opencircle/persistence';
import type { ByPassword } from '../session/signed-in-by.js';

/** Whether it still is the password that was shown. Whoever holds the person's row knows it until the transaction ends. */
export async function isPasswordOf(db: Db, personId: PersonId, { setAt }: ByPassword): Promise<boolean> {
  const found = await db.query('SELECT 1 FROM credential WHERE person_id = $1 AND changed_at = $2::timestamptz', [
    personId,
    setAt,
  ]);
  return found.length === 1;
}
