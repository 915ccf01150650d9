import { admin, settled, startMembership, type TestMembership } from './service.js';

let service: TestMembership;
beforeAll(async () => (service = await startMembership()));
afterAll(() => service.stop());

describe('POST /v1/sessions', () => {
  it('gives an access token for a while and a refresh token, whatever the case of the address', async () => {
    const answer = await service.post('/v1/sessions', { email: ' Admin@OpenCircle.example', password: admin.password });
    expect(answer).toMatchObject({
      status: 201,
      body: { accessToken: expect.any(String), refreshToken: expect.any(String), expiresIn: 600 },
    });
    expect(answer.headers['cache-control']).toBe('no-store');
    const me = await service.get('/v1/me', answer.body.accessToken as string);
    expect(me).toMatchObject({ status: 200, body: { displayName: 'Ada', roles: [], aal: 1, mustEnrol: true } });
  });

  it('answers alike for a wrong password and an account that does not exist', async () => {
    const wrong = await service.post('/v1/sessions', { email: admin.email, password: 'not the password at all' });
    const unknown = await service.post('/v1/sessions', { email: 'nobody@example.org', password: admin.password });
    const same = ({ status, body }: typeof wrong) => ({ status, ...(body as object), requestId: undefined });
    expect(wrong).toMatchObject({ status: 401, body: { code: 'credentials-refused' } });
    expect(same(unknown)).toEqual(same(wrong));
  });

  it('lets guesses wait, says how long, and does not lock out other addresses', async () => {
    const from = (address: string) => ({ 'x-forwarded-for': address });
    const guess = { email: 'victim@example.org', password: 'guess guess guess' };
    const burst = await Promise.all(
      Array.from({ length: 8 }, () => service.post('/v1/sessions', guess, undefined, from('203.0.113.7'))),
    );
    const refused = burst.filter((answer) => answer.status === 429);
    expect(burst.filter((answer) => answer.status === 401)).toHaveLength(5);
    expect(refused).toHaveLength(3);
    expect(refused[0]!.body.code).toBe('too-many-attempts');
    expect(Number(refused[0]!.headers['retry-after'])).toBeGreaterThanOrEqual(1);
    const elsewhere = await service.post('/v1/sessions', guess, undefined, from('203.0.113.8'));
    expect(elsewhere.status).toBe(401);
  });

  it('keeps neither addresses nor passwords nor tokens in its tables', async () => {
    const { body } = await service.post('/v1/sessions', { email: admin.email, password: admin.password });
    const rows = await service.query(`
      SELECT row_to_json(t)::text AS text FROM (SELECT encode(token_hash, 'escape') FROM refresh_token) t
      UNION ALL SELECT row_to_json(c)::text FROM credential c UNION ALL SELECT row_to_json(a)::text FROM sign_in_attempt a`);
    const dump = JSON.stringify(rows);
    for (const secret of [body.refreshToken as string, admin.password, admin.email]) expect(dump).not.toContain(secret);
    expect(dump).toContain('$argon2id$');
  });
});

type Tokens = { accessToken: string; refreshToken: string };

/** With the password alone: no second factor is enrolled here. */
async function signedInWhole(): Promise<Tokens> {
  const { email, password } = admin;
  return (await service.post('/v1/sessions', { email, password })).body as Tokens;
}

/** The admin, and how often access was taken from them. */
async function adminNow(): Promise<{ id: string; epoch: number }> {
  const [person] = await service.query<{ id: string; epoch: number }>(
    `SELECT id, access_epoch AS epoch FROM person WHERE id = (SELECT person_id FROM platform_role WHERE role = 'admin')`,
  );
  return person!;
}

describe('POST /v1/session-revocations', () => {
  const signOut = (refreshToken: string) => service.post('/v1/session-revocations', { refreshToken });

  it('ends the access token as well; the person’s other session goes on with a new one', async () => {
    const [gone, stays] = [await signedInWhole(), await signedInWhole()];
    expect((await signOut(gone.refreshToken)).status).toBe(204);
    expect(await settled(service, gone.accessToken)).toBe('access-changed');
    const renewed = await service.post('/v1/session-refreshes', { refreshToken: stays.refreshToken });
    expect(await settled(service, renewed.body.accessToken as string)).toBe(200);
    const { id, epoch } = await adminNow();
    const [event] = await service.query<{ data: object }>(
      `SELECT data FROM outbox WHERE type = 'org.opencircle.person.access-revoked.v1' ORDER BY id DESC LIMIT 1`,
    );
    expect(event!.data).toEqual({ personId: id, epoch, reason: 'signed-out' });
    const audited = await service.query(
      `SELECT actor_id, object_kind FROM audit_entry WHERE action = 'session.revoke' AND outcome = 'allowed'`,
    );
    expect(audited).toEqual([{ actor_id: id, object_kind: 'session' }]);
  });

  it('does nothing more to a session that is over, nor for a token that nobody has', async () => {
    const { refreshToken } = await signedInWhole();
    await signOut(refreshToken);
    const before = await adminNow();
    for (const token of [refreshToken, 'unknown']) expect((await signOut(token)).status).toBe(204);
    expect(await adminNow()).toEqual(before);
  });
});

describe('POST /v1/session-refreshes', () => {
  const signedIn = async () => (await signedInWhole()).refreshToken;
  const refresh = (refreshToken: string) => service.post('/v1/session-refreshes', { refreshToken });

  it('rotates: each token gives the next one', async () => {
    const first = await refresh(await signedIn());
    const second = await refresh(first.body.refreshToken as string);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body.refreshToken).not.toBe(first.body.refreshToken);
    expect((await service.get('/v1/me', second.body.accessToken as string)).status).toBe(200);
  });

  it('ends the session when a token is used twice, the newest token included', async () => {
    const stolen = await signedIn();
    const next = (await refresh(stolen)).body.refreshToken as string;
    expect(await refresh(stolen)).toMatchObject({ status: 401, body: { code: 'session-ended' } });
    expect((await refresh(next)).status).toBe(401);
    const [session] = await service.query<{ why: string }>(
      'SELECT revoked_because AS why FROM session ORDER BY revoked_at DESC NULLS LAST LIMIT 1',
    );
    expect(session!.why).toBe('token-reused');
  });

  it('gives one of many uses at once the next token, and nobody two', async () => {
    const token = await signedIn();
    const answers = await Promise.all(Array.from({ length: 6 }, () => refresh(token)));
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
  });

  it('gives one of a hundred uses at once the next token, and then nobody anything: a thief is about', async () => {
    const token = await signedIn();
    const answers = await Promise.all(Array.from({ length: 100 }, () => refresh(token)));
    const winners = answers.filter((answer) => answer.status === 201);
    expect(winners).toHaveLength(1);
    expect(answers.filter(({ body }) => body.code === 'session-ended')).toHaveLength(99);
    expect((await refresh(winners[0]!.body.refreshToken as string)).body.code).toBe('session-ended');
  });

  it('tells the audit log of a second use once, and ends access tokens once, however often it comes', async () => {
    const stolen = await signedIn();
    const { accessToken } = (await refresh(stolen)).body as { accessToken: string };
    const { id, epoch } = await adminNow();
    for (let use = 0; use < 3; use++) await refresh(stolen);
    expect(await adminNow()).toEqual({ id, epoch: epoch + 1 });
    expect(await settled(service, accessToken)).toBe('access-changed');
    const entries = await service.query<{ outcome: string; object: string; facts: object }>(
      `SELECT outcome, object_kind AS object, facts FROM audit_entry
       WHERE action = 'session.refresh' AND reason = 'token-reused' ORDER BY id DESC`,
    );
    expect(entries[0]).toEqual({ outcome: 'failed', object: 'session', facts: { personId: id } });
    expect(entries).toHaveLength(
      (await service.query(`SELECT 1 FROM session WHERE revoked_because = 'token-reused'`)).length,
    );
  });

  it('ends with the session, and leaves other sessions alone', async () => {
    const [one, other] = [await signedIn(), await signedIn()];
    expect((await service.post('/v1/session-revocations', { refreshToken: one })).status).toBe(204);
    expect((await refresh(one)).status).toBe(401);
    expect((await refresh(other)).status).toBe(201);
    expect((await service.post('/v1/session-revocations', { refreshToken: 'unknown' })).status).toBe(204);
  });

  it('refuses a session past its time and a person who was disabled', async () => {
    const [late, disabled] = [await signedIn(), await signedIn()];
    await service.query(
      `UPDATE session SET expires_at = now() WHERE id = (SELECT id FROM session ORDER BY started_at DESC LIMIT 1)`,
    );
    expect((await refresh(disabled)).status).toBe(401);
    await service.query('UPDATE person SET disabled_at = now()');
    expect((await refresh(late)).status).toBe(401);
    await service.query('UPDATE person SET disabled_at = NULL');
  });
});
