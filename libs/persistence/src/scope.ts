import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * Whose rows an actor's statements may touch. `organizationIds` are roots: they and everything below them. `personId` is
 * the actor's own; `personIds` are people whose rows the action is about.
 */
export type ActorScope =
  | { readonly all: true; readonly personId?: string | undefined }
  | {
      readonly all: false;
      readonly organizationIds: readonly string[];
      readonly listingIds: readonly string[];
      readonly personIds: readonly string[];
      readonly personId?: string | undefined;
    };

/** `system`: work of our own, for nobody: events, loops, purges, commands. */
export type DatabaseScope = 'system' | ActorScope;

type MaybeScope = DatabaseScope | undefined;

const scopes = new AsyncLocalStorage<MaybeScope | (() => MaybeScope)>();

/** Runs `work`, and all that it awaits, over every row. For what no actor asked for; each use says why it is one. */
export function asSystem<T>(work: () => T): T {
  return scopes.run('system', work);
}

/**
 * Runs `work`, and all that it awaits, over the rows of the scope alone. Without a scope no row of a tenant is seen. A
 * function is asked whenever a transaction begins: what it is about may be found out only in the course of the work.
 */
export function withScope<T>(scope: MaybeScope | (() => MaybeScope), work: () => T): T {
  return scopes.run(scope, work);
}

export function currentScope(): MaybeScope {
  const scope = scopes.getStore();
  return typeof scope === 'function' ? scope() : scope;
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/**
 * The statements that tell PostgreSQL the scope until the transaction ends; row-level security reads them. Always says
 * something, so that no default of a role or a database opens what the scope does not. Throws TypeError for an id that
 * is no UUID: nothing else gets into the text.
 */
export function scopeStatements(scope: MaybeScope): string {
  if (scope === undefined) return "SET LOCAL opencircle.scope = 'none'";
  if (scope === 'system') return "SET LOCAL opencircle.scope = 'system'";
  const own = scope.personId === undefined ? [] : [scope.personId];
  if (scope.all) return `SET LOCAL opencircle.scope = 'all'${setting('people', own)}`;
  return [
    "SET LOCAL opencircle.scope = 'some'",
    setting('organizations', scope.organizationIds),
    setting('listings', scope.listingIds),
    setting('people', [...own, ...scope.personIds]),
  ].join('');
}

function setting(name: 'organizations' | 'listings' | 'people', ids: readonly string[]): string {
  const wrong = ids.find((id) => !UUID.test(id));
  if (wrong !== undefined) throw new TypeError(`the scope names ${name} by what is not a UUID`);
  return ids.length === 0 ? '' : `; SET LOCAL opencircle.${name} = '{${ids.join(',')}}'`;
}
