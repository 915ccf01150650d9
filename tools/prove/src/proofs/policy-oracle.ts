import { Policy, policyTable, tableFaults, type Row } from '@opencircle/auth';
import { flipsOf } from '../policy/flips.js';
import { Oracle } from '../policy/oracle.js';
import { randomDecision, randomWorld } from '../policy/random-decision.js';
import { isShown, relationOf } from '../policy/thing.js';
import { progress, type Proof } from '../proof.js';
import { Random } from '../random.js';
import type { Verdict } from '../verdict.js';

const SEED = 20_261_124;
const CONTROLS = 5;
const DECISIONS_A_WORLD = 500;
/** About a row: as many as the whole form has. The short one may miss a change that few decisions depend on. */
const CONTROL_DECISIONS = 11_000;

type Table = Readonly<Record<string, Row>>;
type Finding = { disagreements: number; 'lists that differ': number; 'rows one-sided': number };

/**
 * Random people, organizations and things: the policy table and an oracle that was written from the prose must decide
 * alike, also about what a list shows, and each row must have been seen to allow and to deny. Tables with one flipped
 * cell are the control.
 */
export const policyOracle: Proof = ({ quick }) => Promise.resolve([provePolicy(quick ? 50_000 : 1_000_000)]);

export function provePolicy(decisions: number): Verdict {
  const found = compare(policyTable, decisions, SEED);
  const control = flippedTables(policyTable).every(({ action, what, table }) => {
    const isCaught = compare(table, CONTROL_DECISIONS, SEED + 1, [action]).disagreements > 0;
    if (!isCaught) console.error(`  not caught: ${what}`);
    return isCaught;
  });
  const pass = Object.values(found).every((count) => count === 0);
  return { name: 'policy-oracle', case: 'random decisions', seed: SEED, n: decisions, found, control, pass };
}

function compare(
  table: Table,
  decisions: number,
  seed: number,
  actions = Object.keys(table) as [string, ...string[]],
): Finding {
  const random = new Random(seed);
  const policy = new Policy<string>(table);
  const [allowed, denied] = [new Set<string>(), new Set<string>()];
  const found: Finding = { disagreements: 0, 'lists that differ': 0, 'rows one-sided': 0 };
  let world = randomWorld(random);
  let oracle = new Oracle(world.tree);
  for (let at = 0; at < decisions; at += 1) {
    if (at % DECISIONS_A_WORLD === 0) {
      world = randomWorld(random);
      oracle = new Oracle(world.tree);
    }
    const action = random.pick(actions);
    const row = table[action] as Row;
    const { who, thing, field } = randomDecision(random, world, row);
    const relation = relationOf(thing, world.tree);
    const may = policy.allows(who, action, relation, field);
    (may ? allowed : denied).add(action);
    const isAlike =
      may === oracle.may(who, action, thing, field) &&
      policy.tells(who, action, relation) === oracle.knowsOf(who, action, thing) &&
      (!may || policy.couldAllow(who, action));
    if (!isAlike) found.disagreements += 1;
    if (row.states === undefined && row.perField === undefined) {
      const isListed = isShown(policy.scope(who, action), thing, world.tree);
      if (isOfList(action) && isListed !== oracle.may(who, action, thing)) found['lists that differ'] += 1;
    }
  }
  found['rows one-sided'] = actions.filter((action) => !allowed.has(action) || !denied.has(action)).length;
  progress(`${decisions} decisions, ${allowed.size} rows seen to allow and ${denied.size} to deny`);
  return found;
}

function isOfList(action: string): boolean {
  return action.endsWith('.list');
}

/** A few tables with one cell flipped, from all over the table; none of them would stop the boot. */
function flippedTables(table: Table): { action: string; what: string; table: Table }[] {
  const random = new Random(SEED);
  const all = Object.entries(table).flatMap(([action, row]) =>
    flipsOf(row).map((flip) => ({ action, what: `${action}, ${flip.what}`, table: { ...table, [action]: flip.row } })),
  );
  // Whose tokens a route takes is no cell: the mutation's grid asks for it.
  const flips = all.filter(
    ({ what, table: flipped }) => !what.endsWith(', audience') && tableFaults(flipped).length === 0,
  );
  return Array.from({ length: CONTROLS }, () => random.pick(flips as [(typeof flips)[number]]));
}
