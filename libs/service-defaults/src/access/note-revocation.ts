import type { PersonId } from '@opencircle/contracts';
import type { Db } from '@opencircle/persistence';

/** From the commit on, every replica of this service refuses the person's tokens of an epoch below this one. */
export async function noteRevocation(db: Db, personId: PersonId, epoch: number): Promise<void> {
  await db.query(
    `INSERT INTO access_revocation AS known (person_id, epoch) VALUES ($1, $2)
     ON CONFLICT (person_id) DO UPDATE
       SET epoch = excluded.epoch, noted_at = now(), changed_in = pg_current_xact_id()
       WHERE known.epoch < excluded.epoch`,
    [personId, epoch],
  );
}
