import { SoftwarePasskey, type CreationOptions, type RequestOptions } from '@opencircle/software-passkey';
import { Secret, TOTP } from 'otpauth';
import { admin, enrolPasskey, publicUrl, settled, startMembership, type TestMembership } from './service.js';

let service: TestMembership;
beforeAll(async () => (service = await startMembership()));
afterAll(() => service.stop());

type Tokens = { accessToken: string; refreshToken: string };

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

/** Makes an authenticator app of the account; codes are those of `steps` from now. */
async function enrolTotp(token: string): Promise<(steps?: number) => string> {
  const { body } = await service.post('/v1/me/totp-enrolments', {}, token);
  const totp = new TOTP({ secret: Secret.fromBase32(body.secret as string) });
  const code = (steps = 0) => totp.generate({ timestamp: Date.now() + steps * 30_000 });
  const answer = await service.post('/v1/me/totp', { code: code(-1) }, token);
  if (answer.status !== 204) throw new Error(`enrolling TOTP answered ${answer.status}`);
  return code;
}

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
    const token = (await first(who)).body.accessToken as string;
    expect(await service.post('/v1/me/recovery-codes', {}, token)).toMatchObject({
      status: 409,
      body: { code: 'no-factor' },
    });
    await enrolTotp(token);
    const codes = (await service.post('/v1/me/recovery-codes', {}, token)).body.codes as string[];
    expect(new Set(codes).size).toBe(10);
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

describe('what changes how somebody signs in', () => {
  /** Shows who it is, and goes on with the tokens of afterwards, as the gateway does. */
  async function confirmed(session: Tokens, given: object): Promise<Tokens> {
    const answer = await service.post('/v1/me/confirmations', given, session.accessToken);
    expect(answer.status).toBe(204);
    return (await service.post('/v1/session-refreshes', { refreshToken: session.refreshToken })).body as Tokens;
  }

  it('needs a password or factor of the last ten minutes', async () => {
    const who = await somebody();
    let session = (await first(who)).body as Tokens;
    const expire = () =>
      service.query(`UPDATE session SET confirmed_at = now() - interval '11 minutes' WHERE person_id = $1`, [who.id]);
    const enrol = () => service.post('/v1/me/totp-enrolments', {}, session.accessToken);
    const change = () => service.post('/v1/me/password-changes', { password }, session.accessToken);
    await expire();
    const stale = { status: 403, body: { code: 'confirm-first' } };
    expect(await enrol()).toMatchObject(stale);
    expect(await change()).toMatchObject(stale);
    const wrong = { factor: 'password', password: 'not this one at all' };
    expect(await service.post('/v1/me/confirmations', wrong, session.accessToken)).toMatchObject(refusal);
    session = await confirmed(session, { factor: 'password', password });
    const code = await enrolTotp(session.accessToken);
    await expire();
    session = await confirmed(session, { factor: 'totp', code: code() });
    expect((await service.post('/v1/me/recovery-codes', {}, session.accessToken)).status).toBe(201);
  });

  it('is for the tokens of after a confirmation; those of before are refused', async () => {
    const who = await somebody();
    const before = (await first(who)).body as Tokens;
    const after = await confirmed(before, { factor: 'password', password });
    expect(await settled(service, before.accessToken)).toBe('access-changed');
    expect((await service.get('/v1/me', after.accessToken)).status).toBe(200);
    const again = await service.post('/v1/session-refreshes', { refreshToken: before.refreshToken });
    expect(again).toMatchObject({ status: 401, body: { code: 'session-ended' } });
  });

  it('needs the second factor of who has one, not the password of a session that began without', async () => {
    const who = await somebody();
    let old = (await first(who)).body as Tokens;
    const passkey = await enrolPasskey(service, (await first(who)).body.accessToken as string);
    old = await confirmed(old, { factor: 'password', password });
    expect((await service.post('/v1/me/totp-enrolments', {}, old.accessToken)).status).toBe(403);
    const { body } = await service.post('/v1/me/confirmation-challenges', {}, old.accessToken);
    const answer = passkey.authenticate(body.passkey as RequestOptions, publicUrl);
    old = await confirmed(old, { factor: 'passkey', challenge: body.challenge as string, answer });
    expect((await service.post('/v1/me/totp-enrolments', {}, old.accessToken)).status).toBe(201);
  });

  it('leaves nobody whose role needs it without a factor', async () => {
    const [ops, plain] = [await somebody('ops'), await somebody()];
    const remove = async (who: { email: string }) => {
      const token = (await first(who)).body.accessToken as string;
      await enrolTotp(token);
      await enrolPasskey(service, token);
      const { factors } = (await service.get('/v1/me/factors', token)).body as { factors: { id: string }[] };
      const strangers = await service.delete(`/v1/me/factors/${factors[0]!.id}`, await service.signIn());
      expect(strangers.status).toBe(404);
      return [
        (await service.delete(`/v1/me/factors/${factors[0]!.id}`, token)).status,
        (await service.delete(`/v1/me/factors/${factors[1]!.id}`, token)).status,
      ];
    };
    expect(await remove(ops)).toEqual([204, 409]);
    expect(await remove(plain)).toEqual([204, 204]);
  });
});

test('the admin of these tests has a passkey', async () => {
  expect((await service.get('/v1/me', await service.signIn(admin))).body).toMatchObject({
    aal: 2,
    factors: ['passkey'],
  });
});
