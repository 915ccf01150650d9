import { Inject, Injectable, Optional, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ACCESS_JUDGE, type AccessJudge } from './access-judge.js';
import { anonymous, type Actor } from './actor.js';
import { ALLOW } from './allow.decorator.js';
import { Authentication } from './authentication.js';
import type { WithActor } from './current-actor.decorator.js';
import { Forbidden, Unauthenticated } from './errors.js';
import { DEFAULT_AUDIENCE, type Row } from './policy-row.js';
import { policy } from './policy.js';

type HttpRequest = WithActor & { headers: { authorization?: string } };

/**
 * The global guard: finds the actor, and refuses who could not do the route's action to anything at all. Events come
 * from our own log and carry no actor; they pass. Whatever is neither HTTP nor an event is refused.
 */
@Injectable()
export class PolicyGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authentication: Authentication,
    @Optional() @Inject(ACCESS_JUDGE) private readonly access?: AccessJudge,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() === 'rpc') return true;
    if (context.getType() !== 'http') return false;
    const action: unknown = this.reflector.get(ALLOW, context.getHandler());
    if (typeof action !== 'string' || !policy.knows(action)) return false;
    const request = context.switchToHttp().getRequest<HttpRequest>();
    request.action = action;
    const actor = await this.actorOf(request, policy.row(action));
    request.actor = actor;
    if (policy.couldAllow(actor, action)) return true;
    if (actor.kind !== 'anonymous') throw new Forbidden(action);
    throw new Unauthenticated('unauthenticated', 'sign in first: this needs an access token');
  }

  private async actorOf(request: HttpRequest, row: Row): Promise<Actor> {
    const { authorization } = request.headers;
    if (authorization === undefined) return anonymous;
    const actor = await this.authentication.actorOf(authorization, row.audience ?? DEFAULT_AUDIENCE);
    if (actor.kind === 'person') await this.access?.admit(actor);
    return actor;
  }
}
