import { DEFAULT_AUDIENCE, policy, type Actor } from '@opencircle/auth';
import type { Ground, Wrong } from '../http/service-ground.js';
import type { World } from '../http/world.js';
import { sideBySide } from '../side-by-side.js';
import { expectedOf, outcomeOf, requestOf, send, type Cell } from './cells.js';
import { askOtherwise, existenceTold } from './denials.js';
import { evasions } from './evasions.js';
import type { Outcome } from './expect.js';

/** Whether each look finds a membership that is wrong in just that way, about the same world. */
export type Caught = { readonly guard: boolean; readonly existence: boolean; readonly dress: boolean };

const quietly = () => undefined;

export async function whatIsCaught(ground: Ground, world: World, cells: readonly Cell[]): Promise<Caught> {
  const admin = await ground.mint.tokenOf(world.actors['admin'] as Actor, DEFAULT_AUDIENCE);
  const denied = cells.filter(
    (cell) => cell.operation.service === 'membership' && expectedOf(cell, policy) !== 'allowed',
  );
  return {
    guard: await against(ground, { sabotage: 'open-guard' }, 'a guard that lets everybody list people', (wrong) =>
      isOpenGuardSeen(wrong, denied),
    ),
    existence: await against(ground, { sabotage: 'existence-told' }, 'a policy that tells what is there', (wrong) =>
      isToldSeen(wrong, denied),
    ),
    dress: await against(
      ground,
      { bearer: admin as string },
      'a server that takes dressed requests for an admin’s',
      (wrong) => isEveryDressSeen(wrong, denied),
    ),
  };
}

async function against(
  ground: Ground,
  wrong: Wrong,
  what: string,
  look: (sabotaged: Ground) => Promise<boolean>,
): Promise<boolean> {
  const sabotaged = await ground.sabotaged('membership', wrong);
  try {
    const isCaught = await look(sabotaged);
    if (!isCaught) console.error(`  not caught: ${what}`);
    return isCaught;
  } finally {
    await sabotaged.stop();
  }
}

async function isOpenGuardSeen(ground: Ground, denied: readonly Cell[]): Promise<boolean> {
  const opened = denied.filter((cell) => cell.operation.action === 'person.list' && expectedOf(cell, policy) === 403);
  const seen: (Outcome | undefined)[] = [];
  await sideBySide(opened, async (cell) => {
    seen.push(outcomeOf(cell, await send(ground, 'membership', await requestOf(ground, cell))));
  });
  return seen.includes('allowed');
}

/** Each organization that somebody may not know of must be found out. */
async function isToldSeen(ground: Ground, denied: readonly Cell[]): Promise<boolean> {
  const looked = denied.filter((cell) => cell.operation.action === 'organization.read');
  const { n, found } = await existenceTold(ground, looked, quietly);
  return n > 0 && found === n;
}

/** Each dress must be seen to work: one that was only ever refused as no request at all would show nothing. */
async function isEveryDressSeen(ground: Ground, denied: readonly Cell[]): Promise<boolean> {
  const looked = denied.filter(
    ({ operation, who }) => who === 'seeker' && /^person\.(list|read)$/.test(operation.action),
  );
  const { evaded } = await askOtherwise(ground, looked, { dresses: evasions.length, seed: 0 }, quietly);
  const missed = evasions.filter((evasion) => !evaded.includes(evasion));
  for (const { name } of missed) console.error(`  let nobody through: ${name}`);
  return missed.length === 0;
}
