import { randomUUID } from 'node:crypto';
import { DEFAULT_AUDIENCE, policy, type Actor } from '@opencircle/auth';
import { ask, type Reply } from '../http/ask.js';
import type { GatewayGround } from '../http/gateway-ground.js';
import type { Ground } from '../http/service-ground.js';
import type { World } from '../http/world.js';
import { sideBySide } from '../side-by-side.js';

/** How somebody comes: as a browser with its cookie, as a program with a token, from another site, or through a proxy. */
type By = 'cookie' | 'token' | 'another site' | 'a proxy';

/** One of the gateway's own routes, asked in one way: what it answers, as status and problem code, to each. */
type Asked = {
  readonly method: string;
  /** Fastify's pattern. */
  readonly route: string;
  readonly target?: string;
  readonly body?: (who: string) => object;
  readonly by?: By;
  readonly answer: (actor: Actor) => string;
};

const ok = () => '200';
const isIn = (actor: Actor) => actor.kind === 'person';
const signedIn = (yes: string, no: string) => (actor: Actor) => (isIn(actor) ? yes : no);

/** Steps of a sign-in that no step leads to: refused, whoever is signed in already. */
const steps: readonly (readonly [route: string, refusal: string, body: (who: string) => object])[] = [
  ['/session', '401 credentials-refused', (who) => ({ email: `${who}@nobody.example`, password: 'not a password' })],
  ['/session/links', '401 link-refused', () => ({ token: 'x' })],
  ['/session/challenges', '401 factor-refused', () => ({ challenge: 'x', factor: 'totp', code: '123456' })],
  ['/session/provider-starts', '401 provider-refused', () => ({ organizationId: randomUUID() })],
  ['/session/providers', '401 provider-refused', () => ({ code: 'x', state: 'x' })],
];

/** Shown to neighbours alone; the ops page's own row judges who may read it, and looks at tokens. */
const inside = ['/metrics', '/openapi.json', '/v1/ops/status'];

const asked: readonly Asked[] = [
  ...steps.flatMap(([route, refusal, body]): Asked[] => [
    { method: 'POST', route, body, answer: () => refusal },
    { method: 'POST', route, body, by: 'another site', answer: () => '403 csrf' },
  ]),
  { method: 'GET', route: '/session', answer: signedIn('200', '401 signed-out') },
  { method: 'POST', route: '/session/renewals', answer: signedIn('401 session-ended', '401 signed-out') },
  { method: 'POST', route: '/session/renewals', by: 'another site', answer: () => '403 csrf' },
  { method: 'DELETE', route: '/session', by: 'another site', answer: () => '403 csrf' },
  { method: 'DELETE', route: '/session', answer: () => '204' },
  ...['live', 'ready', 'startup'].map((one): Asked => ({ method: 'GET', route: `/health/${one}`, answer: ok })),
  ...inside.map((route): Asked => ({ method: 'GET', route, by: 'a proxy', answer: () => '404 not-proxied' })),
  { method: 'GET', route: '/metrics', answer: ok },
  { method: 'GET', route: '/openapi.json', answer: ok },
  { method: 'GET', route: '/v1/ops/status', answer: () => '401 unauthenticated' },
  { method: 'GET', route: '/v1/ops/status', by: 'token', answer: opsAnswer },
  { method: 'GET', route: '/console', answer: () => '308' },
  { method: 'GET', route: '/console/*', target: '/console/cases', answer: ok },
  { method: 'GET', route: '/*', target: '/', answer: ok },
  { method: 'POST', route: '/*', target: '/search', answer: ok },
  { method: 'GET', route: '/mail', answer: () => '302' },
  { method: 'GET', route: '/api/*', target: '/api/nobody/v1/x', answer: () => '404 not-proxied' },
];

function opsAnswer(actor: Actor): string {
  if (actor.kind === 'anonymous') return '401 unauthenticated';
  if (actor.kind === 'service') return '401 invalid-token';
  return policy.allows(actor, 'ops.status') ? '200' : '403 forbidden';
}

export type RoutesSeen = { readonly n: number; readonly wrong: number; readonly uncovered: number };

/** Every route of the gateway's own, for everybody; and those that the router has and nobody asked. */
export async function askGateway(
  gateway: GatewayGround,
  ground: Ground,
  world: World,
  tell: (line: string) => void,
): Promise<RoutesSeen> {
  const all = asked.flatMap((one) => Object.entries(world.actors).map(([who, actor]) => ({ one, who, actor })));
  let [client, wrong] = [0, 0];
  await sideBySide(all, async ({ one, who, actor }) => {
    const reply = await ask(gateway.url, await requestOf(gateway, ground, one, who, actor, client++));
    const expected = one.answer(actor);
    const isOwn = one.route !== '/session' || one.method !== 'GET' || reply.status !== 200 || isAbout(reply, actor);
    if (saidBy(reply) === expected && isOwn) return;
    wrong++;
    tell(`gateway ${one.method} ${one.route} by ${one.by ?? 'cookie'}, ${who}: ${saidBy(reply)}, not ${expected}`);
  });
  const { routes } = await gateway.probed();
  const known = new Set(asked.map(({ method, route }) => `${method} ${route}`));
  // The proxy takes every method, and each is judged by the service behind it.
  const uncovered = routes.filter(
    ({ method, url }) => method !== 'HEAD' && url !== '/api/*' && !known.has(`${method} ${url}`),
  );
  for (const { method, url } of uncovered) tell(`not covered: gateway ${method} ${url}`);
  return { n: all.length, wrong, uncovered: uncovered.length };
}

async function requestOf(
  gateway: GatewayGround,
  { mint }: Ground,
  one: Asked,
  who: string,
  actor: Actor,
  client: number,
) {
  const { method, route, target = route, body, by = 'cookie' } = one;
  const cookie = await gateway.cookieOf(actor);
  const audience = actor.kind === 'service' ? 'membership-internal' : DEFAULT_AUDIENCE;
  const token = by === 'token' ? await mint.tokenOf(actor, audience) : undefined;
  const isNeighbour = inside.includes(route) && by !== 'a proxy';
  return {
    method,
    target,
    headers: {
      ...(cookie !== undefined && by !== 'token' && { cookie }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(by === 'another site' && { 'sec-fetch-site': 'cross-site' }),
      // Sign-ins are counted by client.
      ...(!isNeighbour && { 'x-forwarded-for': `198.18.${client >> 8}.${client & 255}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    body: body === undefined ? undefined : JSON.stringify(body(who.replaceAll(' ', '-'))),
  };
}

/** `401 signed-out`, `200`. */
export function saidBy({ status, text }: Reply): string {
  try {
    const { code } = JSON.parse(text) as { code?: unknown };
    return status >= 400 && typeof code === 'string' ? `${status} ${code}` : String(status);
  } catch {
    return String(status);
  }
}

function isAbout({ text }: Reply, actor: Actor): boolean {
  return actor.kind === 'person' && text.includes(actor.id);
}
