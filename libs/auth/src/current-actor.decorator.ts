import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Actor } from './actor.js';

/** Where the guard leaves the actor on the request. */
export type WithActor = { actor?: Actor };

/** The actor of this request, as the guard found it. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<WithActor>();
  if (actor === undefined) throw new Error('no actor: AuthModule is not imported');
  return actor;
});
