import { Policy, policyTable, tableFaults, type Row } from '@opencircle/auth';
import { areAgreed, decisionsAbout } from '../policy/decisions.js';
import { flipsOf } from '../policy/flips.js';
import { isShown, relationOf } from '../policy/thing.js';
import { progress, type Proof } from '../proof.js';
import type { Verdict } from '../verdict.js';

const SEED = 20_261_124;

type Table = Readonly<Record<string, Row>>;
type Flipped = { readonly action: string; readonly what: string; readonly table: Table };
type Finding = { disagreements: number; 'lists that differ': number; 'rows one-sided': number };

/**
 * Random people, organizations and things: the policy table and an oracle that was written from the prose must decide
 * alike, also about what a list shows, and each row must have been seen to allow and to deny. The control is every table
 * with one flipped cell: the very decisions that the run makes about its row must give it away.
 */
export const policyOracle: Proof = ({ quick }) => Promise.resolve([provePolicy(quick ? 400_000 : 1_000_000)]);

/** Each row gets the same share of the decisions. */
export function provePolicy(decisions: number): Verdict {
  const actions = Object.keys(policyTable);
  const share = Math.floor(decisions / actions.length);
  const found: Finding = { disagreements: 0, 'lists that differ': 0, 'rows one-sided': 0 };
  for (const action of actions) judgeRow(action, share, found);
  const n = share * actions.length;
  const flipped = flippedTables(policyTable);
  const missed = flipped.filter((flip) => !isCaught(flip, share));
  for (const { what } of missed) console.error(`  not caught: ${what}`);
  progress(`${n} decisions, ${share} about each row; of ${flipped.length} flipped cells ${missed.length} not caught`);
  const pass = Object.values(found).every((count) => count === 0);
  return { name: 'policy-oracle', case: 'random decisions', seed: SEED, n, found, control: missed.length === 0, pass };
}

function judgeRow(action: string, share: number, found: Finding): void {
  const policy = new Policy<string>(policyTable);
  const row = policy.row(action);
  const isJudgedByObject = row.states === undefined && row.perField === undefined;
  const answers = new Set<boolean>();
  for (const posed of decisionsAbout(row, share, SEED)) {
    const { who, thing, field, tree, oracle } = posed;
    answers.add(policy.allows(who, action, relationOf(thing, tree), field));
    if (!areAgreed(policy, action, posed)) found.disagreements += 1;
    if (!isOfList(action) || !isJudgedByObject) continue;
    const isListed = isShown(policy.scope(who, action), thing, tree);
    if (isListed !== oracle.may(who, action, thing)) found['lists that differ'] += 1;
  }
  if (answers.size < 2) found['rows one-sided'] += 1;
}

function isCaught({ action, table }: Flipped, share: number): boolean {
  const policy = new Policy<string>(table);
  for (const posed of decisionsAbout(policy.row(action), share, SEED)) {
    if (!areAgreed(policy, action, posed)) return true;
  }
  return false;
}

function isOfList(action: string): boolean {
  return action.endsWith('.list');
}

/** Every table with one cell flipped that would not stop the boot. */
function flippedTables(table: Table): Flipped[] {
  const all = Object.entries(table).flatMap(([action, row]) =>
    flipsOf(row).map((flip) => ({ action, what: `${action}, ${flip.what}`, table: { ...table, [action]: flip.row } })),
  );
  // Whose tokens a route takes is no cell: the mutation's grid asks for it.
  return all.filter(({ what, table: flipped }) => !what.endsWith(', audience') && tableFaults(flipped).length === 0);
}
