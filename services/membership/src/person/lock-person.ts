import type { PersonId } from '@opencircle/contracts';
import type { Db } from '@opencircle/persistence';
import { unknownPerson } from './person.errors.js';
import { Person } from './person.js';

/** The person that somebody names, held until the transaction ends. Throws `unknown-person`. */
export async function lockPerson(db: Db, id: PersonId): Promise<Person> {
  if ((await db.findOne(Person, { id })) === null) throw unknownPerson();
  return db.lock(Person, { id });
}
