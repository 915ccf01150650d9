import { startTestServices, type TestServices } from '@opencircle/backing-services';
import { illnesses } from '../liveness/illnesses.js';
import { courseOf, type Course, type Illness } from '../liveness/ward.js';
import type { Proof } from '../proof.js';
import { withScratch } from '../scratch.js';
import type { Verdict } from '../verdict.js';

const NAME = 'liveness';
const UNREADY_WITHIN = 30;
const REPLACED_WITHIN = 60;
const kinds: readonly Illness[] = [...illnesses, 'stopped'];

/**
 * Services with a consumer that hangs, blocks its event loop, lost its client without a word, or is stopped whole: each
 * must say that it is not ready, be replaced, and lose nothing. The control is a stopped one that nobody looks after.
 */
export const liveness: Proof = ({ quick }) =>
  withScratch(async (folder) => {
    const services = await startTestServices(folder);
    try {
      const courses = new Map<Illness, Course[]>(kinds.map((kind) => [kind, []]));
      const control = courseOf('stopped', services, folder, false);
      for (let round = 0; round < (quick ? 1 : 5); round++) await oneRound(courses, services, folder);
      const { replaced } = await control;
      return kinds.map((kind) => verdictOf(kind, courses.get(kind) ?? [], replaced === undefined));
    } finally {
      await services.stop();
    }
  });

async function oneRound(
  courses: ReadonlyMap<Illness, Course[]>,
  services: TestServices,
  folder: string,
): Promise<void> {
  await Promise.all(kinds.map(async (kind) => courses.get(kind)?.push(await courseOf(kind, services, folder, true))));
}

function verdictOf(kind: Illness, courses: readonly Course[], control: boolean): Verdict {
  const count = (is: (course: Course) => boolean): number => courses.filter(is).length;
  const found = {
    'ready for too long': count(({ unready }) => unready === undefined || unready > UNREADY_WITHIN),
    'not replaced in time': count(({ replaced }) => replaced === undefined || replaced > REPLACED_WITHIN),
    'effects lost or doubled': count(({ effects }) => effects !== 2),
  };
  const slowest = (of: (course: Course) => number | undefined): string =>
    `${Math.max(...courses.map((course) => of(course) ?? Number.POSITIVE_INFINITY)).toFixed(0)} s`;
  console.log(
    `  ${kind}: unready after ${slowest((c) => c.unready)}, replaced after ${slowest((c) => c.replaced)} at most`,
  );
  const pass = Object.values(found).every((faults) => faults === 0) && courses.length > 0;
  return { name: NAME, case: kind, seed: null, n: courses.length, found, control, pass };
}
