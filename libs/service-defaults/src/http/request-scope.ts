import { policy, type Action, type Actor, type WithActor } from '@opencircle/auth';
import type { ActorScope } from '@opencircle/persistence';
import type { FastifyRequest } from 'fastify';

/**
 * Whose rows a request's transactions see, for `withScope`: the rows that its actor may do the route's action to, those
 * that the actor may know of (who may not act on a row that they know is told so), and the actor's own. Undefined until
 * the guard has said on the request what is asked and by whom.
 */
export function scopeOfRequest(request: FastifyRequest & WithActor): () => ActorScope | undefined {
  let unknown: WithActor | undefined = request;
  let scope: ActorScope | undefined;
  return () => {
    if (unknown?.actor !== undefined && unknown.action !== undefined) {
      scope = scopeOf(unknown.actor, unknown.action);
      // A connection that is opened now keeps this function, and need not keep the request with its body.
      unknown = undefined;
    }
    return scope;
  };
}

/** Region-bound moderators see all rows here; their regions are for the `where` of the use case. */
function scopeOf(actor: Actor, action: Action): ActorScope {
  const own = actor.kind === 'person' ? { personId: actor.id } : {};
  const { existence } = policy.row(action) as { existence?: Action };
  const reaches = [action, ...(existence === undefined ? [] : [existence])].map((one) => policy.scope(actor, one));
  const organizationIds: string[] = [];
  const listingIds: string[] = [];
  for (const reach of reaches) {
    if (reach.all || reach.regions.length > 0) return { all: true, ...own };
    organizationIds.push(...reach.organizationIds);
    listingIds.push(...reach.listingIds);
  }
  return { all: false, organizationIds, listingIds, personIds: [], ...own };
}
