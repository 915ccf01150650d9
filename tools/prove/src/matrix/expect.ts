import { DEFAULT_AUDIENCE, type Action, type Actor, type Policy, type Relation } from '@opencircle/auth';

/** `allowed`: the policy lets it through, whatever the use case then says. The others are the status of the refusal. */
export type Outcome = 'allowed' | 401 | 403 | 404;

/** The audience of the tokens that this actor gets: a service's are for membership alone. */
export function audienceOf(actor: Actor): string {
  return actor.kind === 'service' ? 'membership-internal' : DEFAULT_AUDIENCE;
}

/** What the table prescribes for a request: a forbidden object that one may not know of answers as an unknown one. */
export function expected(
  policy: Policy<Action>,
  actor: Actor,
  action: Action,
  relation: Relation | undefined,
  field: string | undefined,
): Outcome {
  const { audience = DEFAULT_AUDIENCE } = policy.row(action);
  if (actor.kind !== 'anonymous' && audience !== audienceOf(actor)) return 401;
  if (!policy.couldAllow(actor, action)) return actor.kind === 'anonymous' ? 401 : 403;
  // Without an object the guard's word is the last, and lists show what is in reach.
  if (relation === undefined || policy.allows(actor, action, relation, field)) return 'allowed';
  return policy.tells(actor, action, relation) ? 403 : 404;
}
