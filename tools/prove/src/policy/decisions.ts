import type { Policy, Row } from '@opencircle/auth';
import { Random } from '../random.js';
import { Oracle } from './oracle.js';
import { randomDecision, randomWorld, type Decision } from './random-decision.js';
import { relationOf, type Tree } from './thing.js';

const DECISIONS_A_WORLD = 50;

/** A decision in its world, and who knows how it must end. */
export type Posed = Decision & { readonly tree: Tree; readonly oracle: Oracle };

/** So many decisions about a row, the same for the same seed. */
export function* decisionsAbout(row: Row, count: number, seed: number): Generator<Posed> {
  const random = new Random(seed);
  for (let posed = 0; posed < count;) {
    const world = randomWorld(random);
    const oracle = new Oracle(world.tree);
    for (let at = 0; at < DECISIONS_A_WORLD && posed < count; at += 1, posed += 1) {
      yield { ...randomDecision(random, world, row), tree: world.tree, oracle };
    }
  }
}

/** Do policy and oracle say the same: whether this is allowed, whether the thing is told of, and whether the guard lets it in? */
export function areAgreed(policy: Policy<string>, action: string, { who, thing, field, tree, oracle }: Posed): boolean {
  const relation = relationOf(thing, tree);
  const may = policy.allows(who, action, relation, field);
  return (
    may === oracle.may(who, action, thing, field) &&
    policy.tells(who, action, relation) === oracle.knowsOf(who, action, thing) &&
    (!may || policy.couldAllow(who, action))
  );
}
