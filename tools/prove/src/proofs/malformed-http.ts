import { startTestServices } from '@opencircle/backing-services';
import { DEFAULT_AUDIENCE, policy, type Action, type Actor } from '@opencircle/auth';
import { ask } from '../http/ask.js';
import type { Sabotage } from '../http/probe.js';
import { services, startGround, type Ground, type ServiceName } from '../http/service-ground.js';
import { Snapshot } from '../http/snapshot.js';
import { makeWorld, type World } from '../http/world.js';
import { readApi, unlikeRoutes, type Api, type Operation } from '../malformed/api.js';
import { forge } from '../malformed/forge.js';
import { Judge } from '../malformed/judge.js';
import { Sampler } from '../malformed/sample.js';
import { progress, type Proof } from '../proof.js';
import { Random } from '../random.js';
import { withScratch } from '../scratch.js';
import type { Verdict } from '../verdict.js';

const NAME = 'malformed-http';
const SEED = 20_261_124;
const AT_ONCE = 12;

/** Milliseconds for which no request may hold up the others. */
const LONGEST_STALL = 200;

/** Requests after which the world is as it was: disabled people and ended sessions would end most requests early. */
const ROUND = 1_000;

/** Requests that are sent to a service that is wrong on purpose. */
const CONTROL = 600;

type Backing = { readonly postgresUrl: string; readonly brokers: string };
type Found = { '5xx': number; undocumented: number; 'schema broken': number; unanswered: number; stalls: number; 'routes unlike': number }; // prettier-ignore

/** Requests that are wrong in one to three ways, at every route of the running services: none is a surprise to them. */
export const malformedHttp: Proof = ({ quick }) =>
  withScratch(async (folder) => {
    const backing = await startTestServices(folder);
    try {
      return await proveMalformed(backing, folder, quick ? 5_000 : 100_000);
    } finally {
      await backing.stop();
    }
  });

export async function proveMalformed(backing: Backing, folder: string, n: number): Promise<Verdict[]> {
  const ground = await startGround(backing, folder);
  try {
    const world = await makeWorld(ground);
    progress('four services and a small world are up');
    const { found, delayMs } = await batter(ground, world, services, n, SEED);
    const what = `requests at four services; the longest wait of a loop was ${Math.round(delayMs)} ms`;
    const pass = Object.values(found).every((count) => count === 0);
    return [
      { name: NAME, case: what, seed: SEED, n, found, control: await areControlsCaught(backing, folder, world), pass },
    ];
  } finally {
    await ground.stop();
  }
}

/** Three services, each wrong in its own way: the same look must find it. */
async function areControlsCaught(backing: Backing, folder: string, world: World): Promise<boolean> {
  const controls: [Sabotage, keyof Found][] = [
    ['five-hundred', '5xx'],
    ['breach', 'schema broken'],
    ['stall', 'stalls'],
  ];
  let areCaught = true;
  for (const [sabotage, fault] of controls) {
    const ground = await startGround(backing, folder, { only: ['membership'], sabotage });
    try {
      const { found } = await batter(ground, world, ['membership'], CONTROL, SEED + 1, 'quietly');
      if (found[fault] === 0) console.error(`  not caught: ${sabotage}`);
      areCaught &&= found[fault] > 0;
    } finally {
      await ground.stop();
    }
  }
  return areCaught;
}

async function batter(
  ground: Ground,
  world: World,
  names: readonly ServiceName[],
  n: number,
  seed: number,
  quietly?: 'quietly',
): Promise<{ found: Found; delayMs: number }> {
  const found: Found = { '5xx': 0, undocumented: 0, 'schema broken': 0, unanswered: 0, stalls: 0, 'routes unlike': 0 };
  const tell = (line: string) => quietly ?? console.error(`  ${line}`);
  const apis = await Promise.all(names.map((name) => readApi(name, ground.urls.get(name) as string)));
  for (const api of apis) {
    const { routes } = await ground.probed(api.service, 'afresh');
    for (const one of unlikeRoutes(api, routes)) {
      tell(`${api.service}: ${one}`);
      found['routes unlike']++;
    }
  }
  const snapshots = await Promise.all(names.map((name) => Snapshot.of(ground.superUrl(name))));
  const next = requestsOf(apis, world, seed);
  let delayMs = 0;
  for (let sent = 0; sent < n; sent += ROUND) {
    let left = Math.min(ROUND, n - sent);
    const worker = async (): Promise<void> => {
      while (left-- > 0) {
        const { operation, request, judge } = await next(ground);
        const reply = await ask(ground.urls.get(operation.service) as string, request).catch(
          (error: unknown) => error as Error,
        );
        const reached = judge.operationAt(request.method, request.target);
        const fault = reply instanceof Error ? 'unanswered' : judge.faultOf(reached, request.method, reply);
        if (fault === undefined) continue;
        found[fault]++;
        const answer =
          reply instanceof Error ? reply.message : `${reply.status} ${reply.type} ${reply.text.slice(0, 300)}`;
        const { authorization: _, ...headers } = request.headers;
        tell(`${fault}: ${operation.service} ${request.method} ${request.target.slice(0, 200)} ${JSON.stringify(headers).slice(0, 200)} ${request.body?.toString().slice(0, 300)}\n    ${answer}`); // prettier-ignore
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    for (const name of names) {
      const probed = await ground.probed(name, 'afresh');
      delayMs = Math.max(delayMs, probed.delayMs);
      if (probed.stallMs <= LONGEST_STALL) continue;
      tell(`${name} computed for ${Math.round(probed.stallMs)} ms at a stretch`);
      found.stalls++;
    }
    for (const snapshot of snapshots) await snapshot.restore();
    if (sent % 10_000 === 0 && sent > 0) progress(`${sent} requests`);
  }
  return { found, delayMs };
}

/** Requests without end, each route in turn, mostly as somebody who may do what it does. Each is made of its number alone. */
function requestsOf(apis: readonly Api[], world: World, seed: number) {
  const everybody = Object.values(world.actors) as [Actor, ...Actor[]];
  const ids: [string, ...string[]] = [
    world.bystander,
    ...Object.values(world.ids),
    ...Object.values(world.groups).flatMap(({ id, caseId }) => [id, caseId]),
    ...Object.values(world.imports),
    ...Object.values(world.staff),
  ];
  const targets = apis.flatMap((api) => {
    const judge = new Judge(api);
    return api.operations.map((operation) => ({ operation, judge, document: api.document }));
  });
  let at = 0;
  return async (ground: Ground) => {
    const random = new Random(seed + at);
    const { operation, judge, document } = targets[at++ % targets.length] as (typeof targets)[number];
    const able = everybody.filter((actor) => policy.couldAllow(actor, operation.action as Action));
    const actor = random.chance(0.7) ? random.pick(able as [Actor, ...Actor[]]) : random.pick(everybody);
    const token = await ground.mint.tokenOf(actor, audienceOf(operation));
    return { operation, judge, request: forge(operation, new Sampler(document, random, ids), random, token) };
  };
}

function audienceOf({ action }: Operation): string {
  return (policy.row(action as Action) as { audience?: string }).audience ?? DEFAULT_AUDIENCE;
}
