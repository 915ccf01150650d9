import { Agent, request } from 'node:http';
import { newId, type PersonId } from '@opencircle/contracts';
import type { TokenIssuer } from '@opencircle/auth';
import type { Random } from '../random.js';
import { somebody, type Tenant } from './tenants.js';
import type { Watch } from './watch.js';

const PEOPLE = 120;
const AT_ONCE = 40;

export type Passed = { answered: number; refused: number; aborted: number };

/** `count` requests of many people, interleaved; some end badly, and some are not waited for. */
export async function traffic(
  port: number,
  count: number,
  { issuer, all, watch, random }: { issuer: TokenIssuer; all: readonly Tenant[]; watch: Watch; random: Random },
): Promise<Passed> {
  const tokens: { token: string; mayEdit: boolean }[] = [];
  for (let made = 0; made < PEOPLE; made++) {
    const [id, who] = [newId<PersonId>(), somebody(all, random)];
    watch.knows(id, who);
    const { accessToken } = await issuer.issue({ kind: 'person', id, roles: [who.role] });
    tokens.push({ token: accessToken, mayEdit: who.role.role === 'manager' });
  }
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const passed: Passed = { answered: 0, refused: 0, aborted: 0 };
  let left = count;
  const client = async (): Promise<void> => {
    while (left-- > 0) {
      const { token, mayEdit } = tokens[random.between(0, PEOPLE - 1)]!;
      const method = mayEdit && random.chance(0.3) ? 'POST' : 'GET';
      const end = random.chance(0.7) ? 'well' : random.pick(['thrown', 'failed', 'repeated']);
      const patienceMs = random.chance(0.1) ? random.between(0, 8) : undefined;
      passed[await ask({ agent, port, method, path: `/v1/rows?end=${end}`, token, patienceMs })]++;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, client));
  agent.destroy();
  return passed;
}

type Question = {
  agent: Agent;
  port: number;
  method: string;
  path: string;
  token: string;
  /** Milliseconds after which the client hangs up. */
  patienceMs: number | undefined;
};

function ask({ patienceMs, token, ...to }: Question): Promise<keyof Passed> {
  return new Promise((resolve) => {
    const asked = request({ host: '127.0.0.1', ...to, headers: { authorization: `Bearer ${token}` } }, (answer) => {
      answer.on('error', () => resolve('aborted'));
      answer.on('end', () => resolve((answer.statusCode ?? 500) < 300 ? 'answered' : 'refused'));
      answer.resume();
    });
    asked.on('error', () => resolve('aborted'));
    // After an answer that ended, this changes nothing.
    asked.on('close', () => resolve('aborted'));
    asked.end();
    if (patienceMs !== undefined) setTimeout(() => asked.destroy(), patienceMs);
  });
}
