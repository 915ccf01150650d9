import { Purger } from '@opencircle/persistence';
import { firstStart, publishGroup, secondStart } from './groups.js';
import { admin, startMembership, type TestMembership } from './service.js';

let service: TestMembership;
beforeAll(async () => (service = await startMembership()));
afterAll(() => service.stop());

const credentials = { email: admin.email, password: admin.password };
const purge = () => service.app.get(Purger, { strict: false }).run();
const count = async (table: string, where: string, parameters: unknown[] = []) =>
  Number((await service.query<{ n: string }>(`SELECT count(*) AS n FROM ${table} WHERE ${where}`, parameters))[0]?.n);

async function visit(email: string, listingId: string, sessionStart: string, key = email): Promise<string> {
  const who = { displayName: 'Wren', email, consent: true, language: 'en' };
  const answer = await service.post('/v1/visits', { ...who, listingId, sessionStart }, undefined, {
    'idempotency-key': key,
  });
  expect(answer.status).toBe(201);
  return answer.body.id as string;
}

/** Moves all that belongs to a visit so many days back, as if that much time had passed. */
async function age(visitId: string, days: number): Promise<string> {
  const [row] = await service.query<{ person: string }>(
    `WITH v AS (UPDATE visit SET session_start = now() - make_interval(days => $2) WHERE id = $1 RETURNING membership_id),
          m AS (UPDATE membership SET since = since - make_interval(days => $2) FROM v WHERE id = membership_id
                RETURNING id, person_id),
          p AS (UPDATE person p SET registered_at = p.registered_at - make_interval(days => $2) FROM m
                WHERE p.id = m.person_id RETURNING p.id)
     SELECT id AS person FROM p`,
    [visitId, days],
  );
  return row?.person ?? '';
}

const traces = async (person: string) => ({
  person: await count('person', 'id = $1', [person]),
  membership: await count('membership', 'person_id = $1', [person]),
  visits: await count('visit', 'membership_id IN (SELECT id FROM membership WHERE person_id = $1)', [person]),
  consents: await count('consent', 'person_id = $1', [person]),
});

describe('the purge', () => {
  it('leaves no trace of a visitor 30 days after the session, and all of one before', async () => {
    const { listingId } = await publishGroup(service);
    const gone = await age(await visit('gone@example.org', listingId, firstStart), 31);
    const kept = await age(await visit('kept@example.org', listingId, firstStart), 29);
    await purge();
    expect(await traces(gone)).toEqual({ person: 0, membership: 0, visits: 0, consents: 0 });
    expect(await traces(kept)).toEqual({ person: 1, membership: 1, visits: 1, consents: 1 });
    await visit('gone@example.org', listingId, firstStart, 'again');
  });

  it('keeps the person whose next visit is to come, and people with a role', async () => {
    const { listingId } = await publishGroup(service);
    const first = await visit('again@example.org', listingId, firstStart);
    await visit('again@example.org', listingId, secondStart, 'again-2');
    const person = await age(first, 40);
    await service.query(`UPDATE person SET registered_at = registered_at - interval '1 year'`);
    await purge();
    expect(await traces(person)).toEqual({ person: 1, membership: 1, visits: 1, consents: 1 });
    expect((await service.post('/v1/sessions', credentials)).status).toBe(201);
  });

  it('takes more than one batch', async () => {
    const { listingId } = await publishGroup(service);
    const person = await age(await visit('often@example.org', listingId, firstStart), 31);
    await service.query(
      `INSERT INTO visit (id, membership_id, listing_id, session_start, display_name, booked_at)
       SELECT gen_random_uuid(), m.id, m.listing_id, now() - make_interval(days => 40, secs => n), '', now()
       FROM membership m, generate_series(1, 1200) n WHERE m.person_id = $1`,
      [person],
    );
    await purge();
    expect(await traces(person)).toEqual({ person: 0, membership: 0, visits: 0, consents: 0 });
  });

  it('loses no booking that comes at the same time', async () => {
    const { listingId } = await publishGroup(service);
    for (let round = 0; round < 10; round++) {
      const email = `racing-${round}@example.org`;
      await age(await visit(email, listingId, firstStart, `${email}-1`), 31);
      const [id] = await Promise.all([visit(email, listingId, secondStart, `${email}-2`), purge(), purge()]);
      expect(await count('visit', 'id = $1', [id])).toBe(1);
    }
  });

  it('deletes sessions a day after their end, with their tokens, and keeps the others', async () => {
    const signIn = async (): Promise<string> => {
      const { body } = await service.post('/v1/sessions', credentials);
      const refreshed = await service.post('/v1/session-refreshes', { refreshToken: body.refreshToken as string });
      return refreshed.body.refreshToken as string;
    };
    await service.query('DELETE FROM session');
    await signIn();
    await service.query(`UPDATE session SET expires_at = now() - interval '25 hours'`);
    const live = await signIn();
    await service.query(`UPDATE refresh_token SET issued_at = issued_at - interval '20 days'`);
    expect(await count('refresh_token', 'true')).toBe(4);
    await purge();
    expect([await count('session', 'true'), await count('refresh_token', 'true')]).toEqual([1, 2]);
    expect((await service.post('/v1/session-refreshes', { refreshToken: live })).status).toBe(201);
  });

  it('forgets guesses after a day, those at an account after 90, and those at a known one not at all', async () => {
    await service.query('DELETE FROM sign_in_attempt');
    const guess = (key: string, kind: string, days: number, blockedFor = '-1 day') =>
      service.query(
        `INSERT INTO sign_in_attempt (key, kind, failures, last_at, blocked_until)
         VALUES ($1, $2, 3, now() - make_interval(days => $3), now() + $4::interval)`,
        [Buffer.from(key), kind, days, blockedFor],
      );
    await guess('old pair', 'pair', 2);
    await guess('young pair', 'pair', 0);
    await guess('waiting address', 'address', 2, '1 hour');
    await guess('old account', 'account', 91);
    await guess('young account', 'account', 89);
    await service.query(
      `INSERT INTO sign_in_attempt (key, kind, failures, last_at, blocked_until)
       SELECT email_lookup, 'account', 3, now() - interval '1 year', '-infinity' FROM person LIMIT 1`,
    );
    await purge();
    const kept = await service.query<{ key: Buffer }>('SELECT key FROM sign_in_attempt ORDER BY last_at');
    const names = kept.slice(1).map(({ key }) => key.toString());
    expect([kept.length, names]).toEqual([4, ['young account', 'waiting address', 'young pair']]);
  });

  it('forgets idempotency keys after two days, not before', async () => {
    const { listingId } = await publishGroup(service);
    await visit('twice@example.org', listingId, firstStart, 'young');
    await visit('twice@example.org', listingId, firstStart, 'old');
    await service.query(`UPDATE idempotency_key SET created_at = now() - interval '47 hours' WHERE key = 'young'`);
    await service.query(`UPDATE idempotency_key SET created_at = now() - interval '49 hours' WHERE key = 'old'`);
    await purge();
    expect(await count('idempotency_key', `key = 'young'`)).toBe(1);
    expect(await count('idempotency_key', `key = 'old'`)).toBe(0);
  });
});
