import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { ALLOW, anonymous, policy, type Action, type Actor } from '@opencircle/auth';
import { withScope, type ActorScope } from '@opencircle/persistence';
import type { Observable } from 'rxjs';

type HttpRequest = { actor?: Actor };

/**
 * Every transaction of a route sees the rows that its actor may do the route's action to, those that the actor may know
 * of (who may not act on a row that they know is told so), and the actor's own. The guard has found the actor; events
 * run in the scope that their consumer has set.
 */
@Injectable()
export class ActorScopeInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const action = Reflect.getMetadata(ALLOW, context.getHandler()) as Action;
    const { actor = anonymous } = context.switchToHttp().getRequest<HttpRequest>();
    // What handle() starts, Nest binds to the context in which it was called.
    return withScope(scopeOf(actor, action), () => next.handle());
  }
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
