import { randomUUID } from 'node:crypto';
import { Purger } from '@opencircle/persistence';
import { enrolTotp, itemsOf, settled, startMembership, type TestMembership } from './service.js';

let service: TestMembership;
beforeAll(async () => (service = await startMembership()));
afterAll(() => service.stop());

type Tokens = { accessToken: string; refreshToken: string };
type Somebody = { email: string; id: string };

const password = 'a lantern by the harbour wall';

async function somebody(): Promise<Somebody> {
  const email = `${randomUUID()}@example.org`;
  const { body } = await service.post('/v1/people', { email, displayName: 'Wren', password }, await service.signIn());
  return { email, id: body.id as string };
}

const signIn = async ({ email }: Somebody) => (await service.post('/v1/sessions', { email, password })).body as Tokens;
const refresh = ({ refreshToken }: Tokens) => service.post('/v1/session-refreshes', { refreshToken });

/** As if so much time had passed for this person's sessions. */
const pass = (span: string, { id }: Somebody) =>
  service.query(
    `UPDATE session SET started_at = started_at - $2::interval, expires_at = expires_at - $2::interval,
       inactive_at = inactive_at - $2::interval WHERE person_id = $1`,
    [id, span],
  );

const ended = { status: 401, body: { code: 'session-ended' } };
const whyEnded = async ({ id }: Somebody) =>
  (await service.query<{ why: string }>('SELECT revoked_because AS why FROM session WHERE person_id = $1', [id])).map(
    ({ why }) => why,
  );

describe('a session that nobody uses', () => {
  it('ends after fourteen days at AAL 1, and each use begins them anew', async () => {
    const who = await somebody();
    let tokens = await signIn(who);
    for (const span of ['13 days 23 hours', '13 days']) {
      await pass(span, who);
      const answer = await refresh(tokens);
      expect(answer.status).toBe(201);
      tokens = answer.body as Tokens;
    }
    const other = await somebody();
    const left = await signIn(other);
    await pass('14 days', other);
    expect(await refresh(left)).toMatchObject(ended);
  });

  it('ends after an hour at AAL 2, and each use begins it anew', async () => {
    const who = await somebody();
    const first = await signIn(who);
    await enrolTotp(service, first.accessToken);
    let tokens = (await refresh(first)).body as Tokens;
    for (let uses = 0; uses < 3; uses++) {
      await pass('59 minutes', who);
      const answer = await refresh(tokens);
      expect(answer.status).toBe(201);
      tokens = answer.body as Tokens;
    }
    await pass('1 hour', who);
    expect(await refresh(tokens)).toMatchObject(ended);
    expect(await whyEnded(who)).toEqual(['inactive']);
  });

  it('ends by its whole time all the same, however often it is used', async () => {
    const who = await somebody();
    let tokens = await signIn(who);
    for (let uses = 0; uses < 3; uses++) {
      await pass('10 days', who);
      const answer = await refresh(tokens);
      if (uses < 2) tokens = answer.body as Tokens;
      else expect(answer).toMatchObject(ended);
    }
    expect(await whyEnded(who)).toEqual([null]);
  });

  it('is told to the audit log once, when somebody comes back to it', async () => {
    const who = await somebody();
    const tokens = await signIn(who);
    await pass('15 days', who);
    for (let tries = 0; tries < 3; tries++) expect(await refresh(tokens)).toMatchObject(ended);
    const entries = await service.query(
      `SELECT outcome, object_kind AS object FROM audit_entry
       WHERE action = 'session.refresh' AND reason = 'inactive' AND facts ->> 'personId' = $1`,
      [who.id],
    );
    expect(entries).toEqual([{ outcome: 'failed', object: 'session' }]);
  });

  it('is not among the sessions that its person sees, and changes nothing for them', async () => {
    const who = await somebody();
    const left = await signIn(who);
    await pass('15 days', who);
    const here = await signIn(who);
    expect(itemsOf(await service.get('/v1/me/sessions', here.accessToken))).toMatchObject([{ current: true }]);
    expect((await service.get('/v1/me/sessions', left.accessToken)).status).toBe(401);
    expect(await refresh(left)).toMatchObject(ended);
    expect(await settled(service, here.accessToken)).toBe(200);
  });

  it('is deleted a day later', async () => {
    const [gone, kept] = [await somebody(), await somebody()];
    for (const who of [gone, kept]) await signIn(who);
    await pass('15 days 1 hour', gone);
    await pass('14 days 23 hours', kept);
    await service.app.get(Purger, { strict: false }).run();
    const left = await service.query('SELECT person_id AS id FROM session WHERE person_id = ANY ($1)', [
      [gone.id, kept.id],
    ]);
    expect(left).toEqual([{ id: kept.id }]);
  });
});
