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
const asked = ['sign-in', 'e-mail link', 'password reset'] as const satisfies Question[];

/** Pairs; the control never has more of them than the run. */
const WHOLE = 1_000;
const samples = {
  'sign-in': { quick: 150, control: 40 },
  'e-mail link': { quick: 400, control: 100 },
  'password reset': { quick: 400, control: 100 },
} as const satisfies Record<Question, object>;
/** A refusal is no matter of chance. */
const FEW = 5;

/**
 * A sign-in that hashes nothing where there is no account, and links that are mailed to whoever has one before the answer,
 * by a mail server that is faster than any.
 */
const careless = `
  const { PasswordHasher } = await import('SERVICE/person/password-hasher.js');
  const { matches } = PasswordHasher.prototype;
  PasswordHasher.prototype.matches = async function (stored, password) {
    return stored === undefined ? false : matches.call(this, stored, password);
  };
  const { RequestMailLink } = await import('SERVICE/mail-link/request-mail-link.js');
  const { run } = RequestMailLink.prototype;
  RequestMailLink.prototype.run = async function (email, ...more) {
    await run.call(this, email, ...more);
    const has = 'SELECT 1 FROM person WHERE email_lookup = $1';
    const [account] = await this.tx.read((db) => db.query(has, [this.cipher.lookup(email)]));
    if (account === undefined) return;
    await this.sorter.sortMailLinks.run();
    await new Promise((resolve) => setTimeout(resolve, 10));
  };`;

/** Limits that refuse everybody: known and unknown addresses get the same answer in the same time. */
const deaf = `
  CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN IF NEW.kind <> 'request' THEN RETURN NULL; END IF; NEW.failures = 1000; RETURN NEW; END $$;
  CREATE TRIGGER refuse BEFORE INSERT ON sign_in_attempt FOR EACH ROW EXECUTE FUNCTION refuse()`;

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
    const caught = await whatIsCaught(sabotaged, random);
    await sabotaged.stop();
    const verdicts: Verdict[] = [];
    for (const question of asked) {
      verdicts.push(
        await timing(real, question, quick ? samples[question].quick : WHOLE, random, caught.has(question)),
      );
    }
    return [...verdicts, await guessing(real, quick)];
  } finally {
    await Promise.all([real.stop(), sabotaged.stop()]);
  }
}

/** Of which questions it is noticed that the careless service tells, and that one which refuses everybody answers nothing. */
async function whatIsCaught(service: MembershipProcess, random: Random): Promise<Set<Question>> {
  const caught = new Set<Question>(asked);
  for (const question of asked) {
    const told = await compare(service, question, samples[question].control, random);
    progress(`${question} of a careless service: D ${told.d.toFixed(4)}, p ${told.p.toFixed(4)}`);
    if (isToldByTime(told) && told.unexpected === 0) continue;
    console.error(`  not caught: a careless service's ${question}`);
    caught.delete(question);
  }
  await service.sql(deaf);
  for (const question of asked) {
    const { n, unexpected } = await compare(service, question, FEW, random);
    if (unexpected === n) continue;
    console.error(`  not caught: a ${question} that is always refused`);
    caught.delete(question);
  }
  return caught;
}

async function timing(
  service: MembershipProcess,
  question: Question,
  samples: number,
  random: Random,
  control: boolean,
): Promise<Verdict> {
  let seen = await compare(service, question, samples, random);
  const found = { 'differing answers': seen.differing, 'other status': seen.unexpected };
  if (isToldByTime(seen)) {
    seen = await compare(service, question, samples, random);
    found['differing answers'] += seen.differing;
    found['other status'] += seen.unexpected;
  }
  progress(`${question}: D ${seen.d.toFixed(4)}, p ${seen.p.toFixed(4)}`);
  return {
    name: 'enumeration',
    case: `${question}: time of known and unknown addresses`,
    seed: SEED,
    n: seen.n,
    found: { ...found, 'p in thousandths': Math.round(seen.p * 1_000) },
    control,
    pass: !isToldByTime(seen) && Object.values(found).every((count) => count === 0),
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
    // A route that judges nothing is a route that was not reached.
    pass: evaluated > 0 && evaluated <= MOST_GUESSES,
  };
}

/** Whether somebody with a clock can tell which addresses are known. */
function isToldByTime({ p }: Compared): boolean {
  return p <= LEAST_P;
}
