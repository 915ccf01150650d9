import { startTestServices } from '@opencircle/backing-services';
import { bruteForce } from '../enumeration/brute-force.js';
import { MembershipProcess, type Backing } from '../enumeration/membership-process.js';
import { compare, type Compared, type Question } from '../enumeration/timing.js';
import { progress } from '../proof.js';
import { Random } from '../random.js';
import { withScratch } from '../scratch.js';
import type { Verdict } from '../verdict.js';

const SEED = 5;
const LEAST_P = 0.01;
const MOST_GUESSES = 100;

/** A sign-in that hashes nothing where there is no account. */
const careless = `
  const { PasswordHasher } = await import('SERVICE/person/password-hasher.js');
  const { matches } = PasswordHasher.prototype;
  PasswordHasher.prototype.matches = async function (stored, password) {
    return stored === undefined ? false : matches.call(this, stored, password);
  };`;

/** A throttle that forgets at once. */
const forgetful = `
  CREATE FUNCTION forget() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN NEW.failures = 0; NEW.blocked_until = '-infinity'; RETURN NEW; END $$;
  CREATE TRIGGER forget BEFORE INSERT OR UPDATE ON sign_in_attempt FOR EACH ROW EXECUTE FUNCTION forget()`;

/**
 * Neither answers nor their time tell which addresses have accounts, and nobody guesses more than a hundred times. A
 * verdict on time is one of chance: of two equal distributions one pair in a hundred fails the test, so a failure counts
 * when fresh samples fail as well.
 */
export function enumeration({ quick }: { quick: boolean }): Promise<Verdict[]> {
  return withScratch(async (folder) => {
    const services = await startTestServices(folder);
    try {
      return await proveEnumeration(services, folder, quick);
    } finally {
      await services.stop();
    }
  });
}

/** Fewer samples and guesses when `quick`; the same looks and controls. */
export async function proveEnumeration(services: Backing, folder: string, quick: boolean): Promise<Verdict[]> {
  const random = new Random(SEED);
  const [real, sabotaged] = [
    await MembershipProcess.start(services, folder),
    await MembershipProcess.start(services, folder, careless),
  ];
  try {
    const caught = isTold(await compare(sabotaged, 'sign-in', quick ? 40 : 150, random));
    await sabotaged.stop();
    const verdicts: Verdict[] = [];
    for (const question of ['sign-in', 'e-mail link', 'password reset'] as const) {
      verdicts.push(await timing(real, question, quick ? 150 : 1_000, random, caught));
    }
    return [...verdicts, await guessing(real, quick)];
  } finally {
    await Promise.all([real.stop(), sabotaged.stop()]);
  }
}

async function timing(
  service: MembershipProcess,
  question: Question,
  samples: number,
  random: Random,
  control: boolean,
): Promise<Verdict> {
  let seen = await compare(service, question, samples, random);
  if (isTold(seen)) seen = await compare(service, question, samples, random);
  progress(`${question}: D ${seen.d.toFixed(4)}, p ${seen.p.toFixed(4)}`);
  return {
    name: 'enumeration',
    case: `${question}: time of known and unknown addresses`,
    seed: SEED,
    n: seen.n,
    found: { 'differing answers': seen.differing, 'p in thousandths': Math.round(seen.p * 1_000) },
    control,
    pass: !isTold(seen),
  };
}

async function guessing(service: MembershipProcess, quick: boolean): Promise<Verdict> {
  const tries = quick ? 400 : 10_000;
  const evaluated = await bruteForce(service, tries);
  await service.sql(forgetful);
  const unhindered = await bruteForce(service, 2 * MOST_GUESSES);
  return {
    name: 'enumeration',
    case: 'guesses that are judged',
    seed: null,
    n: tries,
    found: { evaluated },
    control: unhindered > MOST_GUESSES,
    pass: evaluated <= MOST_GUESSES,
  };
}

/** Whether somebody who compares can tell which addresses are known. */
function isTold({ p, differing }: Compared): boolean {
  return p <= LEAST_P || differing > 0;
}
