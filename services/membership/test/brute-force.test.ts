import { Secret, TOTP } from 'otpauth';
import { enrolTotp, startMembership, type TestMembership } from './service.js';

let service: TestMembership;
beforeAll(async () => (service = await startMembership()));
afterAll(() => service.stop());

const password = 'a lantern by the harbour wall';
let address = 0;
const elsewhere = () => ({ 'x-forwarded-for': `2001:db8:0:${(address++).toString(16)}::7` });

async function somebody(email: string): Promise<void> {
  await service.post('/v1/people', { email, displayName: 'Wren', password }, await service.signIn());
}

/** A patient guesser with a network for each guess: nobody waits, so only the hundred counts. */
async function guess(tries: number, one: () => Promise<{ status: number }>): Promise<number> {
  let evaluated = 0;
  for (let n = 0; n < tries; n++) {
    await service.query(`UPDATE sign_in_attempt SET blocked_until = '-infinity'`);
    if ((await one()).status === 401) evaluated++;
  }
  return evaluated;
}

it.each(['known@example.org', 'unknown@example.org'])('takes a hundred guesses at %s and no more', async (email) => {
  if (email.startsWith('known')) await somebody(email);
  const one = () => service.post('/v1/sessions', { email, password: 'guess guess guess' }, undefined, elsewhere());
  expect(await guess(130, one)).toBe(100);
  const right = await service.post('/v1/sessions', { email, password }, undefined, elsewhere());
  expect(right).toMatchObject({ status: 429, body: { code: 'account-locked' } });
});

it('counts codes with the passwords, however many challenges they are spread over', async () => {
  const email = 'coded@example.org';
  await somebody(email);
  const token = (await service.post('/v1/sessions', { email, password })).body.accessToken as string;
  const { body } = await service.post('/v1/me/totp-enrolments', {}, token);
  const totp = new TOTP({ secret: Secret.fromBase32(body.secret as string) });
  await service.post('/v1/me/totp', { code: totp.generate() }, token);
  const wrong = () => service.post('/v1/sessions', { email, password: 'guess guess guess' }, undefined, elsewhere());
  const code = async () => {
    const first = await service.post('/v1/sessions', { email, password }, undefined, elsewhere());
    if (first.status !== 202) return first;
    const second = { challenge: first.body.challenge as string, factor: 'totp', code: '000000' };
    return service.post('/v1/session-challenges', second, undefined, elsewhere());
  };
  const passwords = await guess(30, wrong);
  expect(passwords + (await guess(100, code))).toBe(100);
});

it('counts the codes of confirmations, whatever right passwords come between', async () => {
  const email = 'confirmed@example.org';
  await somebody(email);
  const session = await service.signInWhole({ email, password });
  const renew = async () => {
    const { refreshToken } = session;
    Object.assign(session, (await service.post('/v1/session-refreshes', { refreshToken })).body);
  };
  await enrolTotp(service, session.accessToken);
  await renew();
  const confirm = (given: object) => service.post('/v1/me/confirmations', given, session.accessToken, elsewhere());
  const code = () => confirm({ factor: 'totp', code: '000000' });
  let evaluated = 0;
  for (let round = 0; round < 5; round++) {
    evaluated += await guess(24, code);
    await service.query(`UPDATE sign_in_attempt SET blocked_until = '-infinity'`);
    if ((await confirm({ factor: 'password', password })).status !== 204) break;
    await renew();
  }
  expect(evaluated).toBe(100);
  expect(await code()).toMatchObject({ status: 429, body: { code: 'account-locked' } });
});

it('says in headers what is left, and when there is more', async () => {
  const from = { 'x-forwarded-for': '198.51.100.4' };
  const one = () =>
    service.post('/v1/sessions', { email: 'burst@example.org', password: 'guess guess' }, undefined, from);
  const answers = [];
  for (let n = 0; n < 6; n++) answers.push(await one());
  expect(answers.map(({ headers }) => headers['ratelimit'])).toEqual([
    ...[4, 3, 2, 1, 0].map((left) => `"sign-in";r=${left}`),
    expect.stringMatching(/^"sign-in";r=0;t=[12]$/),
  ]);
  expect(answers[5]!.status).toBe(429);
  expect(answers[5]!.headers['retry-after']).toMatch(/^[12]$/);
});

it('takes all addresses of an IPv6 network for one client', async () => {
  const statuses: number[] = [];
  for (let n = 0; n < 7; n++) {
    const from = { 'x-forwarded-for': `2001:db8:1:1::${n}` };
    const guessed = { email: 'near@example.org', password: 'guess guess guess' };
    statuses.push((await service.post('/v1/sessions', guessed, undefined, from)).status);
  }
  expect(statuses.at(-1)).toBe(429);
});
