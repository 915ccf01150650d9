import type { PersonId } from '@opencircle/contracts';
import { type RequestOptions } from '@opencircle/software-passkey';
import { Person } from '../src/person/person.js';
import { heldTransaction } from './held-transaction.js';
import { enrolPasskey, enrolTotp, publicUrl, settled, startMembership, type TestMembership } from './service.js';

let service: TestMembership;
beforeAll(async () => (service = await startMembership()));
afterAll(() => service.stop());

type Tokens = { accessToken: string; refreshToken: string };

let people = 0;
const password = 'a lantern by the harbour wall';

/** Somebody with a password, and the roles that are named. */
async function somebody(...platformRoles: string[]): Promise<{ email: string; id: string }> {
  const email = `person${people++}@example.org`;
  const body = { email, displayName: 'Wren', password, platformRoles };
  const answer = await service.post('/v1/people', body, await service.signIn());
  return { email, id: answer.body.id as string };
}

const first = async ({ email }: { email: string }) => service.post('/v1/sessions', { email, password });
const refusal = { status: 401, body: { code: 'factor-refused' } };

describe('what changes how somebody signs in', () => {
  /** The tokens of afterwards, as the gateway goes on with them. */
  const renewed = async ({ refreshToken }: Tokens) =>
    (await service.post('/v1/session-refreshes', { refreshToken })).body as Tokens;

  /** Shows who it is. */
  async function confirmed(session: Tokens, given: object): Promise<Tokens> {
    const answer = await service.post('/v1/me/confirmations', given, session.accessToken);
    expect(answer.status).toBe(204);
    return renewed(session);
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
    const code = await enrolTotp(service, session.accessToken);
    session = await renewed(session);
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

  it('is for the tokens of after a factor was added, too', async () => {
    const who = await somebody();
    const session = (await first(who)).body as Tokens;
    await enrolPasskey(service, session.accessToken);
    expect(await settled(service, session.accessToken)).toBe('access-changed');
    const { accessToken } = await renewed(session);
    expect((await service.post('/v1/me/recovery-codes', {}, accessToken)).status).toBe(201);
  });

  it('is for who signs in with the password of now, not of the moment before', async () => {
    const who = await somebody();
    const session = (await first(who)).body as Tokens;
    const passkey = await enrolPasskey(service, session.accessToken);
    const { accessToken } = await renewed(session);
    const late = (await first(who)).body;
    const answer = passkey.authenticate(late.passkey as RequestOptions, publicUrl);
    const next = 'nine kettles on the roof';
    expect(
      (await service.post('/v1/me/password-changes', { currentPassword: password, password: next }, accessToken))
        .status,
    ).toBe(204);
    const second = { challenge: late.challenge as string, factor: 'passkey', answer };
    expect(await service.post('/v1/session-challenges', second)).toMatchObject(refusal);
    const again = (await service.post('/v1/sessions', { email: who.email, password: next })).body;
    const right = passkey.authenticate(again.passkey as RequestOptions, publicUrl);
    const whole = { challenge: again.challenge as string, factor: 'passkey', answer: right };
    expect((await service.post('/v1/session-challenges', whole)).status).toBe(201);
  });

  it('ends the sign-in that is under way while the password changes', async () => {
    const who = await somebody();
    const change = await heldTransaction(service, async (db) => {
      await db.lock(Person, { id: who.id as PersonId });
      await db.query('UPDATE credential SET changed_at = now() WHERE person_id = $1', [who.id]);
    });
    const late = first(who);
    await change.waitedForBy(1);
    await change.commit();
    expect(await late).toMatchObject({ status: 401, body: { code: 'credentials-refused' } });
    expect(await service.query('SELECT 1 FROM session WHERE person_id = $1', [who.id])).toEqual([]);
    expect((await first(who)).status).toBe(201);
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
      let session = (await first(who)).body as Tokens;
      await enrolTotp(service, session.accessToken);
      session = await renewed(session);
      await enrolPasskey(service, session.accessToken);
      const token = (await renewed(session)).accessToken;
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
