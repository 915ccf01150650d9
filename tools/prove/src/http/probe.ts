import { subscribe } from 'node:diagnostics_channel';
import { createServer, type IncomingMessage } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { undressed } from './undressed.js';

/**
 * Loaded by `node --import` into a service of a proof: tells on a port of its own which routes the router has and how long
 * the event loop stood still. `sabotage` of its address makes the service wrong on purpose, and so do `stranger`, a cookie
 * that is put into every request that has none, and `bearer`, a token with which a lax server (undressed.ts) answers
 * requests that it reads as others than they are.
 */
export type Sabotage = 'five-hundred' | 'breach' | 'stall' | 'open-guard' | 'existence-told';

/** `stallMs`: the most that the main thread computed in one turn; waits for a busy machine are in `delayMs` alone. */
export type Probed = {
  readonly routes: readonly { readonly method: string; readonly url: string }[];
  readonly stallMs: number;
  readonly delayMs: number;
};

type Done = (error?: Error | null, payload?: unknown) => void;
type Asked = { url: string; raw: { headers: Record<string, string | string[] | undefined> } };
type Server = {
  addHook(name: 'onRoute', hook: (route: { method: string | string[]; url: string }) => void): void;
  addHook(name: 'onRequest', hook: (request: Asked, reply: unknown, done: Done) => void): void;
  addHook(name: 'onSend', hook: (request: Asked, reply: unknown, payload: unknown, done: Done) => void): void;
};

const EVERY_MS = 10;
const STALL_MS = 250;

const asked = new URL(import.meta.url).searchParams;
const sabotage = asked.get('sabotage') as Sabotage | null;
const stranger = asked.get('stranger');
const bearer = asked.get('bearer');
const routes: { method: string; url: string }[] = [];

subscribe('fastify.initialization', (message) => {
  const server = (message as { fastify: Server }).fastify;
  server.addHook('onRoute', ({ method, url }) => {
    for (const each of [method].flat()) routes.push({ method: each, url });
  });
  server.addHook('onRequest', ({ url, raw }, _reply, done) => {
    if (stranger !== null) raw.headers['cookie'] ??= stranger;
    if (sabotage === 'stall' && url.startsWith('/v1/people')) compute(STALL_MS);
    done(sabotage === 'five-hundred' && url.startsWith('/v1/me/factors') ? new Error('planted') : null);
  });
  server.addHook('onSend', ({ url }, _reply, payload, done) => {
    const isBroken = sabotage === 'breach' && url.startsWith('/health/');
    done(null, isBroken ? '{"status":7}' : payload);
  });
});

if (sabotage === 'open-guard') {
  const { Policy } = await import('@opencircle/auth');
  const [allows, couldAllow] = [Policy.prototype.allows, Policy.prototype.couldAllow];
  const open = 'person.list';
  Policy.prototype.allows = function (actor, action, ...rest) {
    return action === open || allows.call(this, actor, action, ...rest);
  };
  Policy.prototype.couldAllow = function (actor, action) {
    return action === open || couldAllow.call(this, actor, action);
  };
}

if (sabotage === 'existence-told') {
  const { Policy } = await import('@opencircle/auth');
  Policy.prototype.tells = () => true;
  // Row-level security would hide what the policy tells.
  Policy.prototype.scope = () => ({ all: true });
}

if (bearer !== null) {
  // Before the router has read it.
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage & { method: string; url: string } };
    const read = undressed(request, request.headers);
    if (read === undefined) return;
    Object.assign(request, read);
    request.headers.authorization = `Bearer ${bearer}`;
  });
}

const delay = monitorEventLoopDelay({ resolution: EVERY_MS });
delay.enable();
let stallUs = 0;
let last = computed();
setInterval(() => {
  const now = computed();
  stallUs = Math.max(stallUs, now - last);
  last = now;
}, EVERY_MS).unref();

createServer((request, response) => {
  const probed: Probed = { routes, stallMs: stallUs / 1_000, delayMs: delay.max / 1e6 };
  response.end(JSON.stringify(probed));
  if (request.method !== 'DELETE') return;
  delay.reset();
  stallUs = 0;
})
  .listen(Number(asked.get('port')), '127.0.0.1')
  .unref();

/** Microseconds that this thread has computed. */
function computed(): number {
  const { user, system } = process.threadCpuUsage();
  return user + system;
}

function compute(ms: number): void {
  for (const end = computed() + ms * 1_000; computed() < end;);
}
