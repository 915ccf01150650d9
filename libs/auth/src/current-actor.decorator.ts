import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Actor } from './actor.js';
import type { Action } from './policy-table.js';

/** What the guard leaves on the request: the route's action, and the actor once known. */
export type WithActor = { actor?: Actor; action?: Action };

/** The actor of this request, as the guard found it. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<WithActor>();
  if (actor === undefined) throw new Error('no actor: AuthModule is not imported');
  return actor;
});
