import type { PersonId } from '@opencircle/contracts';
import { FieldCipher } from '@opencircle/persistence';
import { SoftwarePasskey, type CreationOptions, type RequestOptions } from '@opencircle/software-passkey';
import { recoveryText } from '../src/factor/recovery-code.js';
import { admin, enrolPasskey, enrolTotp as enrolTotpOf, publicUrl, startMembership, type TestMembership } from './service.js'; // prettier-ignore

let service: TestMembership;
beforeAll(async () => (service = await startMembership()));
afterAll(() => service.stop());

let people = 0;
const password = 'a lantern by the harbour wall';

/** Somebody with a password, and the roles that are named. */
async function somebody(...platformRoles: string[]): Promise<{ email: string; password: string; id: string }> {
  const email = `person${people++}@example.org`;
  const body = { email, displayName: 'Wren', password, platformRoles };
  const answer = await service.post('/v1/people', body, await service.signIn());
  return { email, password, id: answer.body.id as string };
}

const first = async ({ email }: { email: string }) => service.post('/v1/sessions', { email, password });
const second = (challenge: unknown, presented: object) =>
  service.post('/v1/session-challenges', { challenge: challenge as string, ...presented });

const enrolTotp = (token: string) => enrolTotpOf(service, token);
const refusal = { status: 401, body: { code: 'factor-refused' } };

describe('an authenticator app', () => {
  it('is asked for after the password, and makes a session of AAL 2 with the roles that need it', async () => {
    const mo = await somebody('moderator');
    const alone = (await first(mo)).body.accessToken as string;
    expect((await service.get('/v1/me', alone)).body).toMatchObject({
      aal: 1,
      roles: [],
      mustEnrol: true,
      factors: [],
    });
    const code = await enrolTotp(alone);
    const { status, body } = await first(mo);
    expect([status, Object.keys(body as object).sort()]).toEqual([202, ['challenge', 'factors']]);
    expect(body.factors).toEqual(['totp']);
    const signedIn = await second(body.challenge, { factor: 'totp', code: code() });
    expect(signedIn.status).toBe(201);
    expect((await service.get('/v1/me', signedIn.body.accessToken as string)).body).toMatchObject({
      aal: 2,
      roles: [{ role: 'moderator' }],
      mustEnrol: false,
      factors: ['totp'],
    });
  });

  it('gives a code that works once, also for two who use it at the same time', async () => {
    const who = await somebody();
    const code = await enrolTotp((await first(who)).body.accessToken as string);
    const challenges = await Promise.all([first(who), first(who), first(who)]);
    const answers = await Promise.all(
      challenges.map(({ body }) => second(body.challenge, { factor: 'totp', code: code() })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 401, 401]);
    // The code before the one that was used: still in the window, but already over.
    expect(await second((await first(who)).body.challenge, { factor: 'totp', code: code(-1) })).toMatchObject(refusal);
  });

  it.each(['', '12345', '1234567', 'abcdef', '１２３４５６', '-12345', '1e5000', '000000\n'])(
    'takes %j for a wrong code, not for a fault',
    async (code) => {
      const who = await somebody();
      await enrolTotp((await first(who)).body.accessToken as string);
      const { body } = await first(who);
      const answer = await second(body.challenge, { factor: 'totp', code });
      expect(answer.status).toBe(code === '' ? 400 : 401);
    },
  );

  it('stands sealed in the table', async () => {
    const who = await somebody();
    const token = (await first(who)).body.accessToken as string;
    const { body } = await service.post('/v1/me/totp-enrolments', {}, token);
    const rows = await service.query(`SELECT encode(secret, 'escape') AS secret FROM factor`);
    expect(JSON.stringify(rows)).not.toContain(body.secret as string);
    expect(body.uri).toMatch(/^otpauth:\/\/totp\/OpenCircle:/);
  });
});

describe('a challenge', () => {
  it('is used once, ends after five wrong answers, and is nobody else\u2019s', async () => {
    const who = await somebody();
    const code = await enrolTotp((await first(who)).body.accessToken as string);
    const { challenge } = (await first(who)).body as { challenge: string };
    for (let n = 0; n < 5; n++) {
      await service.query(`UPDATE sign_in_attempt SET blocked_until = '-infinity'`);
      expect(await second(challenge, { factor: 'totp', code: '000000' })).toMatchObject(refusal);
    }
    await service.query(`UPDATE sign_in_attempt SET blocked_until = '-infinity'`);
    expect(await second(challenge, { factor: 'totp', code: code() })).toMatchObject(refusal);
    for (const made of ['x', 'A'.repeat(43), '💥', '../..']) {
      const answer = await second(made, { factor: 'totp', code: code() });
      expect(answer).toMatchObject(refusal);
    }
  });
});

describe('a passkey', () => {
  it('is a second factor, and signs in alone as well', async () => {
    const who = await somebody('ops');
    const passkey = await enrolPasskey(service, (await first(who)).body.accessToken as string);
    const { body } = await first(who);
    const answer = passkey.authenticate(body.passkey as RequestOptions, publicUrl);
    expect((await second(body.challenge, { factor: 'passkey', answer })).status).toBe(201);

    const asked = await service.post('/v1/passkey-challenges', {});
    const alone = passkey.authenticate(asked.body.passkey as RequestOptions, publicUrl);
    const signedIn = await second(asked.body.challenge, { factor: 'passkey', answer: alone });
    expect((await service.get('/v1/me', signedIn.body.accessToken as string)).body).toMatchObject({
      id: who.id,
      aal: 2,
      roles: [{ role: 'ops' }],
    });
    expect(await second(asked.body.challenge, { factor: 'passkey', answer: alone })).toMatchObject(refusal);
  });

  it('is refused with the same words whatever is wrong with it', async () => {
    const [who, other] = [await somebody(), await somebody()];
    const passkey = await enrolPasskey(service, (await first(who)).body.accessToken as string);
    const strange = await enrolPasskey(service, (await first(other)).body.accessToken as string);
    const good = async () => {
      const { body } = await first(who);
      return { body, answer: passkey.authenticate(body.passkey as RequestOptions, publicUrl) };
    };
    const spoiled: ((answer: ReturnType<SoftwarePasskey['authenticate']>, options: RequestOptions) => object)[] = [
      () => ({}),
      () => ({ id: 1, response: [] }),
      (answer) => ({ ...answer, id: 'AAAA', rawId: 'AAAA' }),
      (answer) => ({ ...answer, rawId: 'AAAA' }),
      (answer) => ({ ...answer, type: 'password' }),
      (answer) => ({ ...answer, response: { ...answer.response, signature: 'AAAA' } }),
      (answer) => ({ ...answer, response: { ...answer.response, authenticatorData: 'AAAA' } }),
      (answer) => ({ ...answer, response: { ...answer.response, clientDataJSON: 'e30' } }),
      (answer) => ({ ...answer, response: { ...answer.response, clientDataJSON: 'bm90IGpzb24' } }),
      (answer) => ({ ...answer, response: { ...answer.response, userHandle: 'AAAA' } }),
      (_, options) => passkey.authenticate(options, 'https://evil.example'),
      (_, options) => passkey.authenticate({ ...options, rpId: 'evil.example' }, publicUrl),
      (_, options) => passkey.authenticate({ ...options, challenge: 'AAAA' }, publicUrl),
      (_, options) => strange.authenticate(options, publicUrl),
    ];
    for (const spoil of spoiled) {
      const { body, answer } = await good();
      const options = body.passkey as RequestOptions;
      const refused = await second(body.challenge, { factor: 'passkey', answer: spoil(answer, options) });
      expect(refused).toMatchObject({
        ...refusal,
        body: { ...refusal.body, detail: expect.stringMatching(/^this did not/) },
      });
    }
    const { body, answer } = await good();
    expect((await second(body.challenge, { factor: 'passkey', answer })).status).toBe(201);
  });

  it('whose counter goes back is refused', async () => {
    const who = await somebody();
    const passkey = await enrolPasskey(service, (await first(who)).body.accessToken as string);
    const use = async (counter: number) => {
      passkey.counter = counter;
      const { body } = await first(who);
      const answer = passkey.authenticate(body.passkey as RequestOptions, publicUrl);
      return (await second(body.challenge, { factor: 'passkey', answer })).status;
    };
    expect([await use(5), await use(6), await use(6), await use(3), await use(7)]).toEqual([201, 201, 401, 401, 201]);
  });

  it('is one person\u2019s', async () => {
    const [who, other] = [await somebody(), await somebody()];
    const passkey = await enrolPasskey(service, (await first(who)).body.accessToken as string);
    const token = (await first(other)).body.accessToken as string;
    const { body } = await service.post('/v1/me/passkey-enrolments', {}, token);
    const answer = passkey.register(body.options as CreationOptions, publicUrl);
    const given = { challenge: body.challenge as string, answer };
    expect(await service.post('/v1/me/passkeys', given, token)).toMatchObject(refusal);
    expect((await service.post('/v1/me/passkeys', { ...given, answer: { id: 'x' } }, token)).status).toBe(401);
  });
});

describe('recovery codes', () => {
  it('are ten, work once each, in the hand they are typed in, and for their owner alone', async () => {
    const who = await somebody();
    const { accessToken, refreshToken } = (await first(who)).body as { accessToken: string; refreshToken: string };
    expect(await service.post('/v1/me/recovery-codes', {}, accessToken)).toMatchObject({
      status: 409,
      body: { code: 'no-factor' },
    });
    await enrolTotp(accessToken);
    const token = (await service.post('/v1/session-refreshes', { refreshToken })).body.accessToken as string;
    const codes = (await service.post('/v1/me/recovery-codes', {}, token)).body.codes as string[];
    expect(new Set(codes).size).toBe(10);
    const fourLetters = '[0-9a-hjkmnp-tv-z]{4}';
    for (const code of codes) expect(code).toMatch(new RegExp(`^${fourLetters}(-${fourLetters}){6}$`));
    const use = async (code: string) => {
      const { body } = await first(who);
      expect(body.factors).toContain('recovery-code');
      return (await second(body.challenge, { factor: 'recovery-code', code })).status;
    };
    const typed = codes[0]!.toUpperCase().replaceAll('-', ' ').replaceAll('0', 'O').replaceAll('1', 'l');
    expect([await use(typed), await use(codes[0]!), await use(codes[1]!)]).toEqual([201, 401, 201]);
    expect((await service.get('/v1/me/factors', token)).body.recoveryCodesLeft).toBe(8);
    const rows = await service.query(`SELECT encode(code_hash, 'escape') AS h FROM recovery_code`);
    for (const code of codes) expect(JSON.stringify(rows)).not.toContain(code);
  });
});

it('takes a recovery code of sixteen letters, as they were made before, once', async () => {
  const who = await somebody();
  await enrolTotp((await first(who)).body.accessToken as string);
  const old = 'abcd-efgh-jkmn-pq12';
  const hash = service.app.get(FieldCipher, { strict: false }).lookup(recoveryText(who.id as PersonId, old));
  await service.query('INSERT INTO recovery_code (person_id, code_hash) VALUES ($1, $2)', [who.id, hash]);
  const use = async () => {
    const { body } = await first(who);
    return (await second(body.challenge, { factor: 'recovery-code', code: old })).status;
  };
  expect([await use(), await use()]).toEqual([201, 401]);
});

test('the admin of these tests has a passkey', async () => {
  expect((await service.get('/v1/me', await service.signIn(admin))).body).toMatchObject({
    aal: 2,
    factors: ['passkey'],
  });
});
