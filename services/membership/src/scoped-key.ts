import type { Actor } from '@opencircle/auth';

/** An Idempotency-Key belongs to one route and one caller. */
export function scoped(
  route: string,
  actor: Actor,
  key: string | undefined,
): { scope: string; key: string } | undefined {
  if (key === undefined) return undefined;
  return { scope: `${route} ${actor.kind === 'person' ? actor.id : actor.kind}`, key };
}
