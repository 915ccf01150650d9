import { anonymous, type Actor } from './actor.js';
import { VerifiedTokens } from './verified-tokens.js';

function token(exp: number): string {
  const payload = Buffer.from(JSON.stringify({ exp })).toString('base64url');
  return `head.${payload}.signature`;
}

function counted(work: () => Promise<Actor>) {
  let count = 0;
  const verify = (): Promise<Actor> => {
    count++;
    return work();
  };
  return { verify, calls: () => count };
}

const soon = () => Math.floor(Date.now() / 1000) + 300;

test('a token is verified once for each audience', async () => {
  const tokens = new VerifiedTokens();
  const { verify, calls } = counted(() => Promise.resolve(anonymous));
  const one = token(soon());
  for (const audience of ['a', 'a', 'b', 'a']) expect(await tokens.actorOf(one, audience, verify)).toBe(anonymous);
  expect(calls()).toBe(2);
});

test('an expired token is verified anew, and so is every token after a minute', async () => {
  let now = Date.now();
  const tokens = new VerifiedTokens(() => now);
  const { verify, calls } = counted(() => Promise.resolve(anonymous));
  const expired = token(Math.floor(Date.now() / 1000) - 1);
  await tokens.actorOf(expired, 'a', verify);
  await tokens.actorOf(expired, 'a', verify);
  expect(calls()).toBe(2);
  const one = token(soon());
  await tokens.actorOf(one, 'a', verify);
  now += 61_000;
  await tokens.actorOf(one, 'a', verify);
  expect(calls()).toBe(4);
});

test('a token that does not hold is not remembered', async () => {
  const tokens = new VerifiedTokens();
  const { verify, calls } = counted(() => Promise.reject(new Error('refused')));
  const one = token(soon());
  await expect(tokens.actorOf(one, 'a', verify)).rejects.toThrow('refused');
  await expect(tokens.actorOf(one, 'a', verify)).rejects.toThrow('refused');
  expect(calls()).toBe(2);
});

test('ten thousand are remembered, the first ones forgotten', async () => {
  const tokens = new VerifiedTokens();
  const { verify, calls } = counted(() => Promise.resolve(anonymous));
  const first = token(soon());
  await tokens.actorOf(first, 'a', verify);
  for (let n = 0; n < 10_000; n++) await tokens.actorOf(first, `b${n}`, verify);
  await tokens.actorOf(first, 'a', verify);
  expect(calls()).toBe(10_002);
});
