import { setTimeout as sleep } from 'node:timers/promises';
import { execute } from '../proof-database.js';
import { ask } from './battery.js';
import { newPerson, refresh, signIn, type Person, type Tokens } from './people.js';
import { LEAD_SECONDS, TOKEN_SECONDS, type TokenGround } from './token-ground.js';

export type Rotations = { n: number; kids: string[]; found: { refused: number; 'more than one key': number; 'old key stayed': number } }; // prettier-ignore

const WORKERS = 8;

/** Real people's requests all the time, at every process, while keys are made, sign, and go; both replicas are asked to rotate at once. */
export async function rotateUnderLoad(ground: TokenGround, times: number): Promise<Rotations> {
  const load = await startLoad(ground);
  const kids = [await signer(ground)];
  const found = { refused: 0, 'more than one key': 0, 'old key stayed': 0 };
  for (let time = 0; time < times; time++) {
    await Promise.all([1, 2].map((n) => ground.command('rotate-keys', `rotate-keys-${n}`)));
    const published = await Promise.all(ground.membership.map((url) => publishedBy(url)));
    if (published.some((keys) => keys.filter((kid) => !kids.includes(kid)).length > 1)) found['more than one key']++;
    await sleep((LEAD_SECONDS + 2) * 1000);
    kids.push(await signer(ground));
  }
  await sleep((TOKEN_SECONDS + 32) * 1000);
  const newest = kids.at(-1);
  for (const url of ground.membership) {
    if ((await publishedBy(url)).some((kid) => kid !== newest)) found['old key stayed']++;
  }
  const { asked, refused } = await load.stop();
  found.refused = refused;
  if (new Set(kids).size !== times + 1) found['more than one key']++;
  return { n: asked, kids, found };
}

/** The control: the key is replaced at once, without next and retiring. True when the load noticed. */
export async function replaceAtOnce(ground: TokenGround): Promise<boolean> {
  const load = await startLoad(ground);
  await sleep(2_000);
  for (let time = 0; time < 3; time++) {
    await execute(ground.membershipDatabase.ownerUrl, 'DELETE FROM signing_key');
    await ground.command('rotate-keys', 'rotate-at-once');
    await sleep(5_000);
  }
  return (await load.stop()).refused > 0;
}

async function startLoad(ground: TokenGround): Promise<{ stop(): Promise<{ asked: number; refused: number }> }> {
  const people: Person[] = [];
  for (let i = 0; i < WORKERS; i++) people.push(await newPerson(ground, 'ops'));
  let isOver = false;
  const counts = { asked: 0, refused: 0 };
  const work = people.map(async (person, i) => {
    let tokens: Tokens | undefined;
    let renewAt = 0;
    for (let turn = i; !isOver; turn++) {
      const membership = ground.membership[turn % 2] as string;
      if (tokens === undefined || Date.now() > renewAt) {
        renewAt = Date.now() + (TOKEN_SECONDS - 2) * 1000;
        tokens = tokens === undefined ? await signIn(membership, person) : ((await refresh(membership, tokens.refreshToken)).body as Tokens); // prettier-ignore
      }
      const judge = ground.judges[turn % ground.judges.length] as { url: string };
      counts.asked++;
      if ((await ask(judge.url, tokens.accessToken)).status !== 200) counts.refused++;
      await sleep(25);
    }
  });
  return {
    async stop() {
      isOver = true;
      await Promise.all(work);
      return counts;
    },
  };
}

async function publishedBy(url: string): Promise<string[]> {
  await sleep(1_500);
  const { keys } = (await (await fetch(`${url}/.well-known/jwks.json`)).json()) as { keys: { kid: string }[] };
  return keys.map(({ kid }) => kid);
}

async function signer(ground: TokenGround): Promise<string> {
  const someone = await newPerson(ground);
  const [head = ''] = (await signIn(ground.membership[1], someone)).accessToken.split('.');
  return (JSON.parse(Buffer.from(head, 'base64url').toString()) as { kid: string }).kid;
}
