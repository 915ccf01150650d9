import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { newPerson, post, refresh, signIn, type Person, type Tokens } from './people.js';
import { SERVICE_SECRET, type TokenGround } from './token-ground.js';
import { ask } from './battery.js';

export type SessionFaults = { 'replay won': number; 'doubled refresh': number; 'family lived on': number; 'wrong token taken': number }; // prettier-ignore

export type SessionAttacks = { n: number; found: SessionFaults };

const USES = 100;
const MISPLACED = 6;

/** Refresh tokens against both replicas: stolen ones, used ones, a hundred uses at once; and tokens in each other's place. */
export async function attackSessions(ground: TokenGround, rounds: number): Promise<SessionAttacks> {
  const someone = await newPerson(ground, 'ops');
  const { n, found } = await attackRefreshes(ground.membership, someone, rounds);
  found['wrong token taken'] = await misplaced(ground, (await signIn(ground.membership[0], someone)).accessToken);
  return { n: n + MISPLACED, found };
}

/** The control: a membership whose refresh tokens may be used again. True when each fault was found in it. */
export async function isLaxMembershipFound(): Promise<boolean> {
  const lax = await laxMembership();
  const { found } = await attackRefreshes([lax.url, lax.url], { email: '', password: '' }, 1);
  lax.stop();
  return found['replay won'] > 0 && found['doubled refresh'] > 0 && found['family lived on'] > 0;
}

async function attackRefreshes(
  [one, other]: readonly [string, string],
  someone: Omit<Person, 'id'>,
  rounds: number,
): Promise<SessionAttacks> {
  const found: SessionFaults = { 'replay won': 0, 'doubled refresh': 0, 'family lived on': 0, 'wrong token taken': 0 };
  let n = 0;
  const isRefused = async (url: string, token: string) => (n++, (await refresh(url, token)).status === 401);
  for (let round = 0; round < rounds; round++) {
    const first = await signIn(one, someone);
    const second = (await refresh(other, first.refreshToken)).body as Tokens;
    if (!(await isRefused(one, first.refreshToken))) found['replay won']++;
    if (!(await isRefused(other, second.refreshToken))) found['family lived on']++;

    const crowd = await signIn(other, someone);
    const answers = await Promise.all(
      Array.from({ length: USES }, (_, i) => refresh(i % 2 === 0 ? one : other, crowd.refreshToken)),
    );
    n += USES;
    const won = answers.filter(({ status }) => status === 201);
    if (won.length !== 1 || answers.some(({ status }) => status !== 201 && status !== 401)) found['doubled refresh']++;
    for (const { body } of won) if (!(await isRefused(one, (body as Tokens).refreshToken))) found['family lived on']++;
  }
  return { n, found };
}

async function laxMembership(): Promise<{ url: string; stop: () => void }> {
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(201, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ accessToken: randomUUID(), refreshToken: randomUUID() }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop };
}

/** A service's token where a person's belongs, the reverse, and tokens outside of the header. */
async function misplaced({ membership: [url], judges }: TokenGround, person: string): Promise<number> {
  const client = { clientId: 'notifications', clientSecret: SERVICE_SECRET, audience: 'membership-internal' };
  const service = (await post(`${url}/v1/service-tokens`, client)).body['accessToken'] as string;
  const contacts = (token?: string) => post(`${url}/v1/internal/contacts:batch`, { personIds: [] }, token);
  const answers = [
    (await contacts(person)).status === 401,
    (await contacts()).status === 401,
    (await post(`${url}/v1/service-tokens`, { ...client, audience: 'opencircle' })).status === 400,
    (await post(`${url}/v1/service-tokens`, { ...client, clientSecret: `${SERVICE_SECRET}x` })).status === 401,
    (await fetch(`${url}/v1/me?access_token=${person}`)).status === 401,
    (await Promise.all(judges.map((each) => ask(each.url, service)))).every(({ status }) => status === 401),
  ];
  if ((await contacts(service)).status === 401) throw new Error('a service cannot use its own token');
  return answers.filter((isRight) => !isRight).length;
}
