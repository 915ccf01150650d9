import { randomUUID } from 'node:crypto';
import type { Action, Actor, Policy } from '@opencircle/auth';
import { ask, type Reply, type Request } from '../http/ask.js';
import type { Objects } from '../http/objects.js';
import type { Ground, ServiceName } from '../http/service-ground.js';
import type { World } from '../http/world.js';
import type { Api, Operation } from '../malformed/api.js';
import { audienceOf, expected, type Outcome } from './expect.js';
import type { Target } from './target.js';
import { targetsOf } from './targets.js';

/** One route, one actor, one object. */
export type Cell = {
  readonly operation: Operation;
  readonly who: string;
  readonly actor: Actor;
  readonly target: Target;
};

/** All cells of what runs, and the routes that nobody wrote a target for. */
export function cellsOf(apis: readonly Api[], world: World, objects: Objects): { cells: Cell[]; uncovered: string[] } {
  const targets = targetsOf(world, objects);
  const uncovered: string[] = [];
  const cells = apis.flatMap(({ operations }) =>
    operations.flatMap((operation) => {
      const named = `${operation.method} ${operation.path}`;
      const wanted = targets[named] ?? [];
      if (wanted.length === 0) uncovered.push(`${operation.service} ${named}`);
      return wanted.flatMap((target) =>
        Object.entries(world.actors).map(([who, actor]) => ({ operation, who, actor, target })),
      );
    }),
  );
  return { cells, uncovered };
}

export function nameOf({ operation, who, target }: Cell): string {
  return `${operation.service} ${operation.method} ${operation.path}, ${who}, ${target.name}`;
}

/** What decides the cell. */
export function actionOf({ operation, target }: Cell): Action {
  return target.action ?? (operation.action as Action);
}

/** What the table says of the cell. */
export function expectedOf(cell: Cell, table: Policy<Action>): Outcome {
  const { actor, target } = cell;
  return expected(table, actor, actionOf(cell), target.relation?.(actor), target.field);
}

/** Whether what a target shows may be seen by the one who asks. */
export function maySee({ actor, operation, target }: Cell, policy: Policy<Action>): boolean {
  const { shows, relation } = target;
  return policy.allows(actor, operation.action as Action, shows?.of ?? relation?.(actor), shows?.field);
}

/** The cell's request; with `unknown`, the same about an object that is not there. */
export async function requestOf({ mint }: Ground, cell: Cell, unknown?: 'unknown'): Promise<Request> {
  const { operation, actor, target } = cell;
  const id = unknown === undefined ? (target.id?.(actor, operation.service) ?? '') : randomUUID();
  const values: Record<string, string> = { id, listingId: id, offerId: id, ...target.params };
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
  const token = await mint.tokenOf(actor, audienceOf(actor));
  const body = target.body?.(id);
  return {
    method: operation.method,
    target: target.query === undefined ? path : `${path}?${target.query(id)}`,
    headers: {
      ...target.headers,
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  };
}

export function send({ urls }: Ground, service: ServiceName, request: Request): Promise<Reply> {
  return ask(urls.get(service) as string, request);
}

const forbidden = new Set(['forbidden', 'organization-suspended']);
const tokenCodes = new Set(['unauthenticated', 'invalid-token', 'access-changed']);

/** What an answer says of the policy; undefined when it says nothing: the request was wrong, or the service is. */
export function outcomeOf({ target }: Cell, { status, text }: Reply): Outcome | undefined {
  const said = parsed(text);
  const { code } = said;
  if (status >= 500 || (status === 400 && code !== undefined)) return undefined;
  if (status === 401 && tokenCodes.has(String(code))) return 401;
  if (status === 403 && forbidden.has(String(code))) return 403;
  if (status === 404) return target.isMissing === true ? 'allowed' : 404;
  if (target.isBatch !== true || status !== 200) return 'allowed';
  const [first] = said['results'] as { problem?: { code: string } }[];
  const why = first?.problem?.code ?? '';
  if (forbidden.has(why)) return 403;
  return why === 'not-found' ? 404 : 'allowed';
}

/** An answer without what is of the request alone: its id, and the ids that it named. */
export function bodyOf({ status, text }: Reply): string {
  const { requestId: _, ...said } = parsed(text);
  return `${status} ${JSON.stringify(said).replaceAll(/"caseId":"[0-9a-f-]{36}"/g, '')}`;
}

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
