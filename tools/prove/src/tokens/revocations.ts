import { setTimeout as sleep } from 'node:timers/promises';
import { ask } from './battery.js';
import { forged, type Forger } from './forger.js';
import { laxService } from './lax-verifiers.js';
import { asAdmin, newPerson, post, refresh, signIn, type Person, type Tokens } from './people.js';
import type { TokenGround } from './token-ground.js';

/** Milliseconds after which nobody may take the old token any more. */
const LIMIT = 5_000;

/** Each way in which access ends, and whether the session that it is about goes on with another token. */
const ways = { role: true, disabled: false, 'signed out': false, 'token reused': false } as const;
type Way = keyof typeof ways;

export type RevocationFaults = { late: number; 'wrong answer': number; 'sign-in went on': number; 'bystander refused': number }; // prettier-ignore
export type Revocations = { n: number; slowestMs: number; found: RevocationFaults; control: boolean };

/** Access is taken in each way there is, and a token that would live on is held against every process. */
export async function revokeAccess(ground: TokenGround, forger: Forger, rounds: number): Promise<Revocations> {
  const found: RevocationFaults = { late: 0, 'wrong answer': 0, 'sign-in went on': 0, 'bystander refused': 0 };
  const result: Revocations = { n: 0, slowestMs: 0, found, control: true };
  const lax = await laxService('looks at the signature alone', forger.oursPublic);
  for (let round = 0; round < rounds; round++) {
    for (const way of Object.keys(ways) as Way[]) {
      const someone = await newPerson(ground, 'ops');
      const taken = await signIn(ground.membership[0], someone);
      const other = await signIn(ground.membership[0], someone);
      const epoch = epochOf(other);
      const old = () => forged(forger, {}, { sub: someone.id, roles: [{ role: 'ops' }], epoch });
      if (!(await areAll(ground, old(), 200))) found['wrong answer']++;
      await take(ground, someone, taken, way);
      const slowest = await refusedAfter(ground, old);
      result.n += ground.judges.length;
      result.slowestMs = Math.max(result.slowestMs, slowest ?? Infinity);
      if (slowest === undefined || slowest > LIMIT) found.late++;
      const renewed = await refresh(ground.membership[1], taken.refreshToken);
      if (renewed.status !== (ways[way] ? 201 : 401)) found['wrong answer']++;
      if (way === 'disabled' && (await signIn(ground.membership[1], someone).catch(() => undefined))) found['sign-in went on']++; // prettier-ignore
      // The person's other session is renewed, unless nothing of theirs may go on.
      const elsewhere = await refresh(ground.membership[1], other.refreshToken);
      if (elsewhere.status !== (way === 'disabled' ? 401 : 201)) found['bystander refused']++;
      if (!(await areAll(ground, forged(forger), 200))) found['bystander refused']++;
      // A service that does not know epochs takes the old token: what is measured is the judge, not the expiry.
      result.control &&= (await ask(lax.url, old())).status === 200;
    }
  }
  lax.stop();
  return result;
}

/** As the token says itself: signing in for the first time has given the person a passkey, which began an epoch. */
function epochOf({ accessToken }: Tokens): number {
  const [, claims = ''] = accessToken.split('.');
  return (JSON.parse(Buffer.from(claims, 'base64url').toString()) as { epoch: number }).epoch;
}

async function take(ground: TokenGround, { id }: Person, { refreshToken }: Tokens, way: Way): Promise<void> {
  const [url] = ground.membership;
  switch (way) {
    case 'role':
      await asAdmin(ground, `/v1/people/${id}/platform-role-revocations`, { role: 'ops' });
      return;
    case 'disabled':
      await asAdmin(ground, `/v1/people/${id}/disablements`);
      return;
    case 'signed out':
      await post(`${url}/v1/session-revocations`, { refreshToken });
      return;
    case 'token reused':
      for (let use = 0; use < 2; use++) await refresh(url, refreshToken);
  }
}

async function areAll({ judges }: TokenGround, token: string, status: number): Promise<boolean> {
  const answers = await Promise.all(judges.map(({ url }) => ask(url, token)));
  return answers.every((answer) => answer.status === status);
}

/** Milliseconds until the last process refused it with `access-changed`; undefined when one took it for too long. */
async function refusedAfter({ judges }: TokenGround, token: () => string): Promise<number | undefined> {
  const began = performance.now();
  const times = await Promise.all(
    judges.map(async ({ url }) => {
      while (performance.now() - began < 3 * LIMIT) {
        const { status, code } = await ask(url, token());
        if (status === 401 && code === 'access-changed') return performance.now() - began;
        await sleep(20);
      }
      return undefined;
    }),
  );
  return times.includes(undefined) ? undefined : Math.round(Math.max(...(times as number[])));
}
