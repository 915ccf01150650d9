import { setTimeout as sleep } from 'node:timers/promises';
import { type RequestOptions } from '@opencircle/software-passkey';
import { enrolPasskey, publicUrl, serviceSecret, startMembership, type TestMembership } from './service.js';

let service: TestMembership;
beforeAll(async () => (service = await startMembership()));
afterAll(() => service.stop());

let people = 0;
const password = 'a lantern by the harbour wall';
let address = 1;
/** Every request from a client of its own, where the limit of one client is not the question. */
const elsewhere = () => ({ 'x-forwarded-for': `203.0.113.${address++ % 250}` });

async function somebody(...platformRoles: string[]): Promise<{ email: string; id: string }> {
  const email = `link${people++}@example.org`;
  const body = { email, displayName: 'Wren', password, platformRoles };
  const answer = await service.post('/v1/people', body, await service.signIn());
  return { email, id: answer.body.id as string };
}

const ask = (email: string, path = '/v1/email-links') => service.post(path, { email }, undefined, elsewhere());

/** The token in the mail, as notifications would write it; undefined when no mail is to be sent. */
async function tokenFor(personId: string): Promise<string | undefined> {
  const client = { clientId: 'notifications', clientSecret: serviceSecret, audience: 'membership-internal' };
  const { body } = await service.post('/v1/service-tokens', client);
  for (let n = 0; n < 100; n++) {
    const rows = await service.query<{ data: { linkId: string } }>(
      `SELECT data FROM outbox WHERE type = 'org.opencircle.person.link-requested.v1' AND data->>'personId' = $1 ORDER BY id DESC`,
      [personId],
    );
    const linkId = rows[0]?.data.linkId;
    if (linkId !== undefined) {
      const answer = await service.post(
        '/v1/internal/mail-links:batch',
        { linkIds: [linkId] },
        body.accessToken as string,
      );
      const [link] = answer.body.links as { url: string; personId: string }[];
      return link && new URL(link.url).hash.split('token=')[1];
    }
    await sleep(50);
  }
  return undefined;
}

const use = (token: string, headers = elsewhere()) => service.post('/v1/session-links', { token }, undefined, headers);
const refusal = { status: 401, body: { code: 'link-refused' } };

describe('POST /v1/email-links', () => {
  it('answers alike whether the address is known or not, and keeps nothing of one that is not', async () => {
    const known = await ask((await somebody()).email);
    const unknown = await ask('nobody-here@example.org');
    expect([known.status, known.text]).toEqual([202, '']);
    expect([unknown.status, unknown.text]).toEqual([202, '']);
    const names = (answer: typeof known) => Object.keys(answer.headers).sort();
    expect(names(unknown)).toEqual(names(known));
    for (let n = 0; n < 100; n++) {
      const open = await service.query('SELECT 1 FROM mail_link WHERE person_id IS NULL');
      if (open.length === 0) return;
      await sleep(50);
    }
    throw new Error('a link of nobody stays');
  });

  it('sends three mails to one address in a quarter of an hour, and says nothing about it', async () => {
    const who = await somebody();
    for (let n = 0; n < 5; n++) expect((await ask(who.email)).status).toBe(202);
    await tokenFor(who.id);
    await sleep(600);
    const events = await service.query(
      `SELECT 1 FROM outbox WHERE data->>'personId' = $1 AND data->>'linkId' IS NOT NULL`,
      [who.id],
    );
    expect(events).toHaveLength(3);
  });

  it('lets one client ask ten times, and says how long to wait', async () => {
    const from = { 'x-forwarded-for': '198.51.100.77' };
    const answers = [];
    for (let n = 0; n < 11; n++) {
      answers.push(await service.post('/v1/email-links', { email: `a${n}@example.org` }, undefined, from));
    }
    expect(answers.map(({ status }) => status)).toEqual([...Array(10).fill(202), 429]);
    expect(answers[0]!.headers['ratelimit']).toBe('"mail-link";r=9;t=900');
    expect(Number(answers[10]!.headers['retry-after'])).toBeGreaterThan(0);
  });
});

describe('POST /v1/session-links', () => {
  it('signs in once, for fifteen minutes', async () => {
    const who = await somebody();
    await ask(who.email);
    const token = (await tokenFor(who.id))!;
    const signedIn = await use(token);
    expect(signedIn.status).toBe(201);
    expect((await service.get('/v1/me', signedIn.body.accessToken as string)).body).toMatchObject({
      id: who.id,
      aal: 1,
    });
    expect(await use(token)).toMatchObject(refusal);
    await ask(who.email);
    await sleep(600);
    const late = (await tokenFor(who.id))!;
    await service.query('UPDATE mail_link SET expires_at = now() WHERE person_id = $1', [who.id]);
    expect(await use(late)).toMatchObject(refusal);
  });

  it('gives one of many uses at once a session', async () => {
    const who = await somebody();
    await ask(who.email);
    const token = (await tokenFor(who.id))!;
    const answers = await Promise.all(Array.from({ length: 5 }, () => use(token)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 401, 401, 401, 401]);
  });

  it('asks for the second factor of who has one', async () => {
    const who = await somebody('moderator');
    const first = await service.post('/v1/sessions', { email: who.email, password });
    const passkey = await enrolPasskey(service, first.body.accessToken as string);
    await ask(who.email);
    const { status, body } = await use((await tokenFor(who.id))!);
    expect([status, body.factors]).toEqual([202, ['passkey']]);
    const answer = passkey.authenticate(body.passkey as RequestOptions, publicUrl);
    const second = { challenge: body.challenge as string, factor: 'passkey', answer };
    expect((await service.post('/v1/session-challenges', second)).status).toBe(201);
  });

  it('does not set a password, nor does the other kind sign in; made-up ones are refused alike', async () => {
    const who = await somebody();
    await ask(who.email);
    const token = (await tokenFor(who.id))!;
    const given = { token, password: 'nine kettles on the roof' };
    expect(await service.post('/v1/password-resets', given, undefined, elsewhere())).toMatchObject(refusal);
    for (const made of ['x', '💥', 'A'.repeat(200)]) expect(await use(made)).toMatchObject(refusal);
    await service.query('UPDATE person SET disabled_at = now() WHERE id = $1', [who.id]);
    expect(await use(token)).toMatchObject(refusal);
  });

  it('has a secret that is in no table and no event', async () => {
    const who = await somebody();
    await ask(who.email);
    const token = (await tokenFor(who.id))!;
    const rows = await service.query(`SELECT o::text FROM outbox o UNION ALL SELECT l::text FROM mail_link l`);
    const dump = JSON.stringify(rows);
    for (const form of [token, Buffer.from(token, 'base64url').toString('hex')]) expect(dump).not.toContain(form);
  });
});

describe('POST /v1/password-resets', () => {
  it('sets the password, ends every session, and lifts the lock of a guessed account', async () => {
    const who = await somebody();
    const before = await service.post('/v1/sessions', { email: who.email, password });
    await service.query(`UPDATE sign_in_attempt SET failures = 100 WHERE kind = 'account'`);
    await service.query(
      `INSERT INTO sign_in_attempt (key, kind, failures, last_at, blocked_until)
       SELECT email_lookup, 'account', 100, now(), '-infinity' FROM person WHERE id = $1
       ON CONFLICT (key) DO UPDATE SET failures = 100`,
      [who.id],
    );
    const locked = await service.post('/v1/sessions', { email: who.email, password }, undefined, elsewhere());
    expect(locked).toMatchObject({ status: 429, body: { code: 'account-locked' } });
    await ask(who.email, '/v1/password-reset-links');
    const token = (await tokenFor(who.id))!;
    const reset = (next: string) =>
      service.post('/v1/password-resets', { token, password: next }, undefined, elsewhere());
    expect(await reset('short')).toMatchObject({ status: 422, body: { code: 'password-too-weak' } });
    expect((await reset('nine kettles on the roof')).status).toBe(204);
    expect(await reset('ten kettles on the roof')).toMatchObject(refusal);
    const { refreshToken } = before.body as { refreshToken: string };
    expect((await service.post('/v1/session-refreshes', { refreshToken })).status).toBe(401);
    const sign = (given: string) =>
      service.post('/v1/sessions', { email: who.email, password: given }, undefined, elsewhere());
    expect((await sign(password)).status).toBe(401);
    expect((await sign('nine kettles on the roof')).status).toBe(201);
  });
});

test('where links lead is for notifications alone', async () => {
  const linkIds = ['2f9d1a0c-6f0e-4b8e-9a55-6b9f7d8f3c21'];
  const path = '/v1/internal/mail-links:batch';
  const other = await service.issuer.issue({ kind: 'service', name: 'matching' }, { audience: 'membership-internal' });
  expect((await service.post(path, { linkIds })).status).toBe(401);
  expect((await service.post(path, { linkIds }, await service.signIn())).status).toBe(401);
  expect((await service.post(path, { linkIds }, other.accessToken)).status).toBe(403);
});
