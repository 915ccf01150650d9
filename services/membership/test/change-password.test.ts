import { enrolPasskey, startMembership, type Answer, type TestMembership } from './service.js';

let service: TestMembership;
beforeAll(async () => (service = await startMembership()));
afterAll(() => service.stop());

const password = 'a lantern by the harbour wall';
const next = 'nine kettles on the roof';
let people = 0;

type Somebody = { email: string; id: string; accessToken: string; refreshToken: string };

/** Signed in just now. */
async function somebody(): Promise<Somebody> {
  const email = `changing${people++}@example.org`;
  const { body } = await service.post('/v1/people', { email, displayName: 'Wren', password }, await service.signIn());
  return { email, id: body.id as string, ...(await service.signInWhole({ email, password })) };
}

const from = (address: string) => ({ 'x-forwarded-for': address });
const change = ({ accessToken }: { accessToken: string }, given: object, address = '203.0.113.9') =>
  service.post('/v1/me/password-changes', given, accessToken, from(address));
const signIn = ({ email }: Somebody, given: string, address = '203.0.113.10') =>
  service.post('/v1/sessions', { email, password: given }, undefined, from(address));

function refused(answer: Answer, rule: unknown): void {
  const errors = [{ pointer: '/currentPassword', rule }];
  expect(answer).toMatchObject({ status: 401, body: { code: 'current-password-refused', errors } });
}

describe('POST /v1/me/password-changes', () => {
  it('takes a new password with the current one, and not without it or with another', async () => {
    const who = await somebody();
    refused(await change(who, { password: next }), 'needed');
    refused(await change(who, { currentPassword: 'not this one at all', password: next }), 'wrong');
    expect((await signIn(who, password)).status).toBe(201);
    expect((await change(who, { currentPassword: password, password: next })).status).toBe(204);
    expect((await signIn(who, next)).status).toBe(201);
    expect((await signIn(who, password)).status).toBe(401);
  });

  it('asks nobody for a password whom none was given, and takes none from them', async () => {
    const who = await somebody();
    await service.query('DELETE FROM credential WHERE person_id = $1', [who.id]);
    expect((await service.get('/v1/me/factors', who.accessToken)).body).toMatchObject({ hasPassword: false });
    refused(await change(who, { currentPassword: password, password: next }), 'none-yet');
    expect((await change(who, { password: next })).status).toBe(204);
    expect((await signIn(who, next)).status).toBe(201);
  });

  it('counts wrong ones as guesses at the account, and lets them wait', async () => {
    const who = await somebody();
    const guess = { currentPassword: 'guess guess guess', password: next };
    const answers = [];
    for (let n = 0; n < 6; n++) answers.push(await change(who, guess));
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 429]);
    expect(Number(answers[5]!.headers['retry-after'])).toBeGreaterThanOrEqual(1);
    // As if 94 more had been made over a long time; the next is the hundredth, and the last that is judged.
    await service.query(
      `UPDATE sign_in_attempt SET failures = failures + 94 FROM person p WHERE p.id = $1 AND key = p.email_lookup`,
      [who.id],
    );
    expect((await change(who, guess, '2001:db8:1::7')).status).toBe(401);
    await service.query(`UPDATE sign_in_attempt SET blocked_until = '-infinity'`);
    const right = await change(who, { currentPassword: password, password: next }, '2001:db8:2::7');
    expect(right).toMatchObject({ status: 429, body: { code: 'account-locked' } });
  });

  it('takes a right one back from the count, whatever is wrong with the new one', async () => {
    const who = await somebody();
    const weak = { currentPassword: password, password: 'wren wren wren wren' };
    for (let n = 0; n < 8; n++) {
      expect(await change(who, weak)).toMatchObject({ status: 422, body: { code: 'password-too-weak' } });
    }
  });

  it('leaves guesses at codes counted, of who has a second factor', async () => {
    const who = await somebody();
    await enrolPasskey(service, who.accessToken);
    const { body } = await service.post('/v1/session-refreshes', { refreshToken: who.refreshToken });
    const session = body as { accessToken: string };
    for (let n = 0; n < 3; n++) await change(session, { currentPassword: 'guess guess guess', password: next });
    const failures = async () =>
      service.query(`SELECT failures FROM sign_in_attempt a JOIN person p ON p.email_lookup = a.key WHERE p.id = $1`, [
        who.id,
      ]);
    const before = await failures();
    expect(before).toEqual([{ failures: 3 }]);
    expect((await change(session, { currentPassword: password, password: next })).status).toBe(204);
    expect(await failures()).toEqual(before);
  });

  it('makes one new password of two changes at once', async () => {
    const who = await somebody();
    const both = ['nine kettles on the roof', 'ten kettles on the roofs'];
    const answers = await Promise.all(both.map((one) => change(who, { currentPassword: password, password: one })));
    const won = answers.findIndex(({ status }) => status === 204);
    // Judged before the first was stored, or after.
    refused(answers[1 - won]!, expect.stringMatching(/^(changed|wrong)$/));
    expect((await signIn(who, both[won]!)).status).toBe(201);
    expect((await signIn(who, both[1 - won]!)).status).toBe(401);
  });
});
