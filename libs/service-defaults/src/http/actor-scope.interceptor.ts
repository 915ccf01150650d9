import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { ALLOW, anonymous, policy, type Action, type Actor, type Visible } from '@opencircle/auth';
import { withScope, type ActorScope } from '@opencircle/persistence';
import type { Observable } from 'rxjs';

type HttpRequest = { actor?: Actor };

/**
 * Every transaction of a route sees the rows that its actor may do the route's action to, and the actor's own; the guard
 * has found the actor. Events run in the scope that their consumer has set.
 */
@Injectable()
export class ActorScopeInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const action = Reflect.getMetadata(ALLOW, context.getHandler()) as Action;
    const { actor = anonymous } = context.switchToHttp().getRequest<HttpRequest>();
    // What handle() starts, Nest binds to the context in which it was called.
    return withScope(scopeOf(policy.scope(actor, action), actor), () => next.handle());
  }
}

function scopeOf(visible: Visible, actor: Actor): ActorScope {
  const own = actor.kind === 'person' ? { personId: actor.id } : {};
  return visible.all ? { all: true, ...own } : { personIds: [], ...visible, ...own };
}
