import type { PersonId } from '@opencircle/contracts';
import type { Db } from '@opencircle/persistence';

/**
 * How often access has been taken from this person; undefined for one who may not sign in. Holds their row: who is
 * disabled from now on loses the session that is being made as well.
 */
export async function accessEpochOf(db: Db, personId: PersonId): Promise<number | undefined> {
  const [person] = await db.query<{ epoch: number }>(
    'SELECT access_epoch AS epoch FROM person WHERE id = $1 AND disabled_at IS NULL FOR SHARE',
    [personId],
  );
  return person?.epoch;
}
