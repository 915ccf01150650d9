import { policy } from '@opencircle/auth';
import type { Ground } from '../http/service-ground.js';
import { Random } from '../random.js';
import { sideBySide } from '../side-by-side.js';
import { bodyOf, expectedOf, nameOf, outcomeOf, requestOf, send, type Cell } from './cells.js';
import { evasions, type Evasion } from './evasions.js';

/** Of each object that one may not know of: is the answer another than for one that is not there? */
export async function existenceTold(
  ground: Ground,
  denied: readonly Cell[],
  tell: (line: string) => void,
): Promise<{ n: number; found: number }> {
  const hidden = denied.filter((cell) => expectedOf(cell, policy) === 404 && cell.target.id !== undefined);
  let found = 0;
  await sideBySide(hidden, async (cell) => {
    const [there, away] = [await requestOf(ground, cell), await requestOf(ground, cell, 'unknown')];
    const [forbidden, unknown] = [
      await send(ground, cell.operation.service, there),
      await send(ground, cell.operation.service, away),
    ];
    const [a, b] = [bodyOf(forbidden), bodyOf(unknown)];
    if (a === b) return;
    tell(`${nameOf(cell)}: ${a}, and unknown ${b}`);
    found++;
  });
  return { n: hidden.length, found };
}

/** Whatever is not allowed is not allowed in another dress either. `evaded`: once for each request that was let through, in which. */
export async function askOtherwise(
  ground: Ground,
  denied: readonly Cell[],
  { dresses, seed }: { readonly dresses: number; readonly seed: number },
  tell: (line: string) => void,
): Promise<{ n: number; evaded: Evasion[] }> {
  const random = new Random(seed);
  const asked = denied.flatMap((cell) => chosen(random, dresses).map((evasion) => ({ cell, evasion })));
  let n = 0;
  const evaded: Evasion[] = [];
  await sideBySide(asked, async ({ cell, evasion }) => {
    const request = evasion.of(await requestOf(ground, cell));
    if (request === undefined) return;
    n++;
    const reply = await send(ground, cell.operation.service, request);
    const isBatchDenied = cell.target.isBatch === true && outcomeOf(cell, reply) !== 'allowed';
    if (reply.status >= 400 || isBatchDenied) return;
    tell(`${nameOf(cell)}, ${evasion.name}: ${reply.status} ${reply.text.slice(0, 200)}`);
    evaded.push(evasion);
  });
  return { n, evaded };
}

function chosen(random: Random, dresses: number): readonly Evasion[] {
  if (dresses >= evasions.length) return evasions;
  return Array.from({ length: dresses }, () => random.pick(evasions as [Evasion, ...Evasion[]]));
}
