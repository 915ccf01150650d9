import { Forbidden, type Action, type Actor } from '@opencircle/auth';
import type { PersonId } from '@opencircle/contracts';

/** The person who acts; services and anonymous callers write nothing here in their own name. Throws Forbidden. */
export function personOf(actor: Actor, action: Action): PersonId {
  if (actor.kind !== 'person') throw new Forbidden(action);
  return actor.id;
}
