import { DEFAULT_AUDIENCE, Policy, policyTable, tableFaults, type Row } from '@opencircle/auth';
import { flipsOf, restated } from '../policy/flips.js';
import { gridTree, questionsAbout, type Questions } from '../policy/grid.js';
import { Oracle } from '../policy/oracle.js';
import { relationOf } from '../policy/thing.js';
import { progress, type Proof } from '../proof.js';
import type { Verdict } from '../verdict.js';

const table: Readonly<Record<string, Row>> = policyTable;

/**
 * Every cell of the policy table is changed, one at a time, and the oracle must notice over the whole grid of actors,
 * things, states and fields. A change that decides nothing (a cell behind an open door) must stop the boot. The same rows in other words are the control:
 * they must not be noticed.
 */
export const policyMutation: Proof = () => {
  const oracle = new Oracle(gridTree);
  let [flips, byOracle, questions] = [0, 0, 0];
  const missed: string[] = [];
  const alarms: string[] = [];
  for (const [action, row] of Object.entries(table)) {
    const asked = questionsAbout(action, row, oracle);
    questions += asked.all.length;
    for (const same of [row, restated(row)]) {
      const difference = differs(action, same, asked);
      if (difference !== undefined) alarms.push(`${action}: ${difference}`);
    }
    for (const { what, row: flipped } of flipsOf(row)) {
      flips += 1;
      if (differs(action, flipped, asked) !== undefined) byOracle += 1;
      else if (tableFaults({ ...table, [action]: flipped }).length === 0) missed.push(`${action}, ${what}`);
    }
  }
  for (const one of missed) console.error(`  not caught: ${one}`);
  for (const one of alarms) console.error(`  caught without a flip: ${one}`);
  const rows = Object.keys(table).length;
  progress(
    `${rows} rows, ${questions} questions, ${flips} flips: ${byOracle} decide otherwise, the others stop the boot`,
  );
  const found = { missed: missed.length, 'false alarms': alarms.length };
  const verdict: Verdict = {
    name: 'policy-mutation',
    case: 'every cell flipped',
    seed: null,
    n: flips,
    found,
    control: alarms.length === 0,
    pass: missed.length === 0,
  };
  return Promise.resolve([verdict]);
};

/** The first thing that the table with this row answers otherwise than the oracle. */
function differs(action: string, row: Row, { all, couldEver, audience }: Questions): string | undefined {
  const judged = new Policy<string>({ ...table, [action]: row });
  if ((row.audience ?? DEFAULT_AUDIENCE) !== audience) return 'audience';
  for (const [who, could] of couldEver) {
    if (judged.couldAllow(who, action) !== could) return `the guard: ${JSON.stringify(who)}`;
  }
  const question = all.find(({ who, thing, field, may, knows }) => {
    const relation = relationOf(thing, gridTree);
    return judged.allows(who, action, relation, field) !== may || judged.tells(who, action, relation) !== knows;
  });
  return question && JSON.stringify(question);
}
