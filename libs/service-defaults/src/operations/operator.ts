import { Forbidden, type Action, type Actor } from '@opencircle/auth';

/** The id under which an action is audited. Throws Forbidden unless a person acts. */
export function operatorOf(actor: Actor, action: Action): string {
  if (actor.kind !== 'person') throw new Forbidden(action);
  return actor.id;
}
