import { startTestServices } from '@opencircle/backing-services';
import { FieldCipher } from '@opencircle/persistence';
import { execute } from '../proof-database.js';
import { progress, type Proof } from '../proof.js';
import { withScratch } from '../scratch.js';
import { attacks } from '../tokens/attacks.js';
import { evilKeys, isTaken, strike, unnoticed } from '../tokens/battery.js';
import { forgerOf, type Forger, type Json } from '../tokens/forger.js';
import { newPerson } from '../tokens/people.js';
import { revokeAccess } from '../tokens/revocations.js';
import { replaceAtOnce, rotateUnderLoad } from '../tokens/rotation.js';
import { attackSessions, isLaxMembershipFound } from '../tokens/session-attacks.js';
import { ISSUER, startTokenGround, type TokenGround } from '../tokens/token-ground.js';
import type { Verdict } from '../verdict.js';

const NAME = 'tokens';

/** How often each part is done. */
type Size = { readonly sessions: number; readonly revocations: number; readonly rotations: number };

/**
 * Forged, stolen, used and outdated tokens against four running services: none is taken. Access that was taken ends
 * within five seconds everywhere. Keys are rotated under load and no valid request is refused.
 */
export const tokens: Proof = ({ quick }) =>
  withScratch(async (folder) => {
    const backing = await startTestServices(folder);
    try {
      const size = quick
        ? { sessions: 3, revocations: 2, rotations: 1 }
        : { sessions: 50, revocations: 20, rotations: 5 };
      return await proveTokens(backing, folder, size);
    } finally {
      await backing.stop();
    }
  });

export async function proveTokens(
  backing: { postgresUrl: string; brokers: string },
  folder: string,
  size: Size,
): Promise<Verdict[]> {
  // prettier-ignore
  const ground = await startTokenGround(backing, folder);
  const evil = await evilKeys();
  progress('four services are up');
  try {
    const forger = await forgerFor(ground, evil.url);
    evil.serve(forger.strangerJwk);
    const battery = await forgeries(ground, forger, () => evil.asked);
    progress(`${attacks.length} forged tokens were shown to each`);
    const sessions = await attackSessions(ground, size.sessions);
    progress('refresh tokens were stolen and used again');
    const revoked = await revokeAccess(ground, forger, size.revocations);
    progress(`access was taken; the slowest refusal came after ${revoked.slowestMs} ms`);
    const rotation = await rotateUnderLoad(ground, size.rotations);
    progress(`keys were rotated while ${rotation.n} requests were answered`);
    const isNoticed = await replaceAtOnce(ground);
    return [
      battery,
      verdict('refresh tokens stolen, replayed, used by a hundred', sessions.n, sessions.found, await isLaxMembershipFound()),
      verdict(`access taken; refused everywhere after ${revoked.slowestMs} ms at most`, revoked.n, revoked.found, revoked.control),
      verdict(`${size.rotations} rotations under load`, rotation.n, rotation.found, isNoticed),
    ]; // prettier-ignore
  } finally {
    evil.stop();
    await ground.stop();
  }
}

async function forgeries(ground: TokenGround, forger: Forger, followed: () => number): Promise<Verdict> {
  const found = { accepted: 0, 'wrong answer': 0, 'address followed': 0, 'good token refused': 0 };
  for (const { name, url } of ground.judges) {
    if (!(await isTaken(url, forger))) found['good token refused']++;
    const { accepted, wrong } = await strike(url, forger);
    for (const each of [...accepted, ...wrong]) console.error(`  ${name}: ${each}`);
    found.accepted += accepted.length;
    found['wrong answer'] += wrong.length;
    if (!(await isTaken(url, forger))) found['good token refused']++;
  }
  found['address followed'] = followed();
  const left = await unnoticed(forger);
  for (const name of left) console.error(`  no attack got past a verifier that ${name}`);
  const shown = attacks.length * ground.judges.length;
  return verdict(`${attacks.length} forged tokens at each of ${ground.judges.length} processes`, shown, found, left.length === 0); // prettier-ignore
}

/** Takes membership's own key out of its database: then only one thing is wrong with each token. */
async function forgerFor(ground: TokenGround, evil: string): Promise<Forger> {
  const [row] = await execute<{ kid: string; data_key: Buffer; private_key: Buffer }>(
    ground.membershipDatabase.ownerUrl,
    'SELECT kid, data_key, private_key FROM signing_key',
  );
  if (row === undefined) throw new Error('membership has no key');
  const secret = JSON.parse(new FieldCipher(ground.masterKey, ground.lookupKey).decrypt(row.data_key, row.private_key)) as Json; // prettier-ignore
  const { id } = await newPerson(ground, 'ops');
  return forgerOf({ kid: row.kid, secret, evil, issuer: ISSUER, person: { id, roles: [{ role: 'ops' }], epoch: 0 } });
}

function verdict(what: string, n: number, found: Record<string, number>, control: boolean): Verdict {
  const isClean = Object.values(found).every((count) => count === 0);
  return { name: NAME, case: what, seed: null, n, found, control, pass: n > 0 && isClean };
}
