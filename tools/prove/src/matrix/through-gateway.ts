import { DEFAULT_AUDIENCE, type Actor } from '@opencircle/auth';
import { ask, type Reply, type Request } from '../http/ask.js';
import type { GatewayGround } from '../http/gateway-ground.js';
import type { Ground } from '../http/service-ground.js';
import type { World } from '../http/world.js';
import { sideBySide } from '../side-by-side.js';
import { bodyOf, nameOf, requestOf, send, type Cell } from './cells.js';
import { saidBy } from './gateway-routes.js';

/** A service's route that nobody reaches through the gateway: sign-in and tokens are its own business. */
const NOT_PROXIED = /^\/(?!v1\/)|^\/v1\/(internal|service-tokens|sessions?|session-[^/]*)(\/|$)/;

export type Compared = { readonly n: number; readonly unlike: number };

/**
 * The same requests of browsers through the gateway: each is answered as the service answers, or, where nothing is passed
 * on, as if nothing were there. An admin's token, which no cookie of theirs goes with, helps nobody.
 */
export async function throughGateway(
  gateway: GatewayGround,
  ground: Ground,
  world: World,
  cells: readonly Cell[],
  tell: (line: string) => void,
): Promise<Compared> {
  const browsers = cells.filter(({ actor }) => actor.kind !== 'service');
  const admin = await ground.mint.tokenOf(world.actors['admin'] as Actor, DEFAULT_AUDIENCE);
  let unlike = 0;
  await sideBySide(browsers, async (cell) => {
    const { service, path } = cell.operation;
    const request = await requestOf(ground, cell);
    const carried = await ask(gateway.url, await asBrowser(gateway, cell, request, admin));
    const isAlike = NOT_PROXIED.test(path)
      ? saidBy(carried) === '404 not-proxied'
      : areAlike(await send(ground, service, request), carried, cell);
    if (isAlike) return;
    unlike++;
    tell(`${nameOf(cell)}, through the gateway: ${carried.status} ${carried.text.slice(0, 200)}`);
  });
  return { n: browsers.length, unlike };
}

/** Of what is read the status alone is compared: figures and times go on. */
function areAlike(direct: Reply, carried: Reply, { operation }: Cell): boolean {
  const isShown = operation.method === 'GET' && direct.status === 200;
  return isShown ? carried.status === 200 : bodyOf(direct) === bodyOf(carried);
}

async function asBrowser(
  gateway: GatewayGround,
  { actor, operation }: Cell,
  { headers, target, ...request }: Request,
  token: string | undefined,
): Promise<Request> {
  const cookie = await gateway.cookieOf(actor);
  return {
    ...request,
    target: `/api/${operation.service}${target}`,
    headers: {
      ...headers,
      ...(cookie !== undefined && { cookie }),
      authorization: `Bearer ${token}`,
      'x-opencircle-csrf': '1',
    },
  };
}
