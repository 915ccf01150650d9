import { startTestServices } from '@opencircle/backing-services';
import { Policy, policy, policyTable, type Action, type Actor, type Row } from '@opencircle/auth';
import { startGateway } from '../http/gateway-ground.js';
import { makeObjects, type Objects } from '../http/objects.js';
import type { Reply } from '../http/ask.js';
import { services, startGround, type Ground, type ServiceName } from '../http/service-ground.js';
import { Snapshot } from '../http/snapshot.js';
import { giveFactor, makeWorld, untilHeard, type World } from '../http/world.js';
import { readApi, unlikeRoutes } from '../malformed/api.js';
import { cellsOf, expectedOf, maySee, nameOf, outcomeOf, requestOf, send, type Cell } from '../matrix/cells.js';
import { leftOut } from '../matrix/coverage.js';
import { askOtherwise, existenceTold } from '../matrix/denials.js';
import { evasions } from '../matrix/evasions.js';
import type { Outcome } from '../matrix/expect.js';
import { askGateway } from '../matrix/gateway-routes.js';
import { whatIsCaught } from '../matrix/sabotaged.js';
import { seekersFactor } from '../matrix/targets.js';
import { throughGateway } from '../matrix/through-gateway.js';
import { progress, type Proof } from '../proof.js';
import { Random } from '../random.js';
import { withScratch } from '../scratch.js';
import { sideBySide } from '../side-by-side.js';
import type { Verdict } from '../verdict.js';

const NAME = 'authz-matrix';
const SEED = 20_261_124;

type Backing = { readonly postgresUrl: string; readonly brokers: string };
type Seen = { readonly cell: Cell; readonly outcome: Outcome | undefined };

/** Every route × who asks × what about: the running services answer as the policy table says, however it is asked. */
export const authzMatrix: Proof = ({ quick }) =>
  withScratch(async (folder) => {
    const backing = await startTestServices(folder);
    try {
      return await proveMatrix(backing, folder, quick ? 2 : evasions.length);
    } finally {
      await backing.stop();
    }
  });

/** `dresses`: in how many of the other ways each denied request is repeated; which ones, the seed says. All of them: the whole form. */
export async function proveMatrix(backing: Backing, folder: string, dresses: number): Promise<Verdict[]> {
  const ground = await startGround(backing, folder);
  try {
    const world = await makeWorld(ground);
    await untilHeard(ground, world);
    await giveFactor(ground, world, seekersFactor);
    const objects = await makeObjects(ground, world);
    progress('four services and a small world are up');
    const whole = { ground, world, objects, folder };
    return await askAll(whole, dresses);
  } finally {
    await ground.stop();
  }
}

type Whole = { readonly ground: Ground; readonly world: World; readonly objects: Objects; readonly folder: string };

async function askAll(whole: Whole, dresses: number): Promise<Verdict[]> {
  const { ground, world } = whole;
  const { cells, uncovered } = await cellsAt(whole, services);
  for (const route of uncovered) console.error(`  not covered: ${route}`);
  const snapshots = new Map<string, Snapshot>();
  for (const name of services) snapshots.set(name, await Snapshot.of(ground.superUrl(name)));
  const seen = await ask(ground, cells, snapshots);
  const wrong = disagreements(seen, policy);
  for (const { cell, outcome } of wrong) {
    console.error(`  ${nameOf(cell)}: ${outcome ?? 'said nothing of it'}, not ${expectedOf(cell, policy)}`);
  }
  progress(`${cells.length} cells were asked`);
  const denied = cells.filter((cell) => expectedOf(cell, policy) !== 'allowed');
  const tell = (line: string) => console.error(`  ${line}`);
  const told = await existenceTold(ground, denied, tell);
  const { n, evaded } = await askOtherwise(ground, denied, { dresses, seed: SEED }, tell);
  progress(`${n} denied requests were sent in another dress`);
  const unseen = leftOut(cells, policy);
  for (const why of unseen) console.error(`  not seen: ${why}`);
  const found = { wrong: wrong.length, 'routes not covered': uncovered.length, 'rows not seen': unseen.length };
  const flips = areFlipsCaught(seen) && isGapCaught(cells);
  const caught = await whatIsCaught(ground, world, cells);
  return [
    verdict(`${services.length} services, ${new Set(cells.map(({ operation }) => operation)).size} routes`, cells.length, found, flips && caught.guard),
    verdict('unknown and forbidden answer alike', told.n, { told: told.found }, caught.existence),
    verdict('denied, asked otherwise', n, { allowed: evaded.length }, caught.dress),
    ...(await atGateway(whole, dresses < evasions.length ? oneEach(cells) : cells)),
  ]; // prettier-ignore
}

/** What the gateway itself answers, and what it passes on. The control is a gateway that takes strangers for an admin. */
async function atGateway({ ground, world, folder }: Whole, cells: readonly Cell[]): Promise<Verdict[]> {
  const look = async (stranger?: string) => {
    const gateway = await startGateway(ground, folder, stranger === undefined ? {} : { stranger });
    const tell = (line: string) => stranger ?? console.error(`  ${line}`);
    try {
      const own = await askGateway(gateway, ground, world, tell);
      const isHarmless = (cell: Cell) => cell.operation.method === 'GET' || expectedOf(cell, policy) !== 'allowed';
      const looked = cells.filter(isHarmless);
      const carried = await throughGateway(gateway, ground, world, looked, tell);
      return { own, carried, admin: await gateway.cookieOf(world.actors['admin'] as Actor) };
    } finally {
      await gateway.stop();
    }
  };
  const { own, carried, admin } = await look();
  progress(`${own.n} requests of the gateway's own, and ${carried.n} through it`);
  const sabotaged = await look(admin);
  const [isOwnCaught, isCarriedCaught] = [sabotaged.own.wrong > own.wrong, sabotaged.carried.unlike > carried.unlike];
  if (!isOwnCaught || !isCarriedCaught) console.error('  not caught: a gateway that takes strangers for an admin');
  return [
    verdict("the gateway's own routes", own.n, { wrong: own.wrong, 'routes not covered': own.uncovered }, isOwnCaught),
    verdict('through the gateway as at the service', carried.n, { unlike: carried.unlike }, isCarriedCaught),
  ]; // prettier-ignore
}

/** Of each route and outcome one cell, by lot. */
function oneEach(cells: readonly Cell[]): Cell[] {
  const random = new Random(SEED);
  const groups = Map.groupBy(cells, (cell) => {
    const { service, method, path } = cell.operation;
    return `${service} ${method} ${path} ${expectedOf(cell, policy)}`;
  });
  return [...groups.values()].map((group) => random.pick(group as [Cell, ...Cell[]]));
}

async function cellsAt({ ground, world, objects }: Omit<Whole, 'folder'>, names: readonly ServiceName[]) {
  const apis = await Promise.all(names.map((name) => readApi(name, ground.urls.get(name) as string)));
  const { cells, uncovered } = cellsOf(apis, world, objects);
  for (const api of apis) {
    const { routes } = await ground.probed(api.service);
    uncovered.push(...unlikeRoutes(api, routes).map((one) => `${api.service} ${one}`));
  }
  return { cells, uncovered };
}

/** What only reads or is refused goes side by side; what may change something goes alone, and is undone. */
async function ask(ground: Ground, cells: readonly Cell[], snapshots: ReadonlyMap<string, Snapshot>): Promise<Seen[]> {
  const seen: Seen[] = [];
  const one = async (cell: Cell): Promise<number> => {
    const reply = await send(ground, cell.operation.service, await requestOf(ground, cell));
    const outcome = isShownRightly(cell, reply) ? outcomeOf(cell, reply) : undefined;
    if (outcome === undefined) console.error(`  ${nameOf(cell)}: ${reply.status} ${reply.text.slice(0, 400)}`);
    seen.push({ cell, outcome });
    return reply.status;
  };
  const isHarmless = (cell: Cell) => cell.operation.method === 'GET' || expectedOf(cell, policy) !== 'allowed';
  await sideBySide(cells.filter(isHarmless), one);
  for (const cell of cells.filter((each) => !isHarmless(each))) {
    const status = await one(cell);
    if (status < 300) await snapshots.get(cell.operation.service)?.restore();
  }
  return seen;
}

/** What a target shows stands in the answer of whoever may see it, and in no other. */
function isShownRightly(cell: Cell, { text }: Reply): boolean {
  const { shows } = cell.target;
  return shows === undefined || text.includes(shows.text) === maySee(cell, policy);
}

function disagreements(seen: readonly Seen[], table: Policy<Action>): Seen[] {
  return seen.filter(({ cell, outcome }) => outcome !== expectedOf(cell, table));
}

/** Tables with one row changed, of which the running services know nothing: what was seen must not agree with them. */
const flips: readonly { readonly action: Action; readonly allow: Row['allow'] }[] = [
  { action: 'person.list', allow: { ops: 'any' } },
  { action: 'staff.list', allow: { facilitator: 'organization' } },
  { action: 'case.decide', allow: { moderator: 'any' } },
  { action: 'visit.list', allow: { facilitator: 'organization' } },
  { action: 'listing.edit', allow: { facilitator: 'group' } },
  { action: 'report.create', allow: { anonymous: 'any' } },
];

function areFlipsCaught(seen: readonly Seen[]): boolean {
  const missed = flips.filter(({ action, allow }) => {
    const row: Row = policyTable[action];
    const table = { ...policyTable, [action]: { ...row, allow: { ...row.allow, ...allow } } };
    return disagreements(seen, new Policy<Action>(table)).length <= disagreements(seen, policy).length;
  });
  for (const { action } of missed) console.error(`  not caught: another row ${action}`);
  return missed.length === 0;
}

/** Were what the suspended organization has nobody's, it would be denied as well, but nothing would be held up. */
function isGapCaught(cells: readonly Cell[]): boolean {
  const apart = cells.map((cell) => {
    const relation = cell.target.relation?.(cell.actor);
    if (relation?.organizationState !== 'suspended') return cell;
    return { ...cell, target: { ...cell.target, relation: () => ({ ...relation, organizationPath: [] }) } };
  });
  const isCaught = leftOut(apart, policy).includes('listing.edit: owner never held up');
  if (!isCaught) console.error('  not caught: a suspended organization that is nobody’s');
  return isCaught;
}

function verdict(what: string, n: number, found: Record<string, number>, control: boolean): Verdict {
  const pass = n > 0 && Object.values(found).every((count) => count === 0);
  return { name: NAME, case: what, seed: SEED, n, found, control, pass };
}
