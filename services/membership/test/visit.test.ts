import { newId, type OrganizationId } from '@opencircle/contracts';
import { createApplication } from '@opencircle/service-defaults';
import { membership } from '../src/service.js';
import { firstStart, publishGroup, secondStart } from './groups.js';
import { admin, itemsOf, pointersOf, startMembership, type TestMembership } from './service.js';

let service: TestMembership;
beforeAll(async () => (service = await startMembership()));
afterAll(() => service.stop());

const visitor = { displayName: 'Wren', email: 'wren.visitor@example.org', consent: true, language: 'es' };
const book = (visit: object, headers?: Record<string, string>) => service.post('/v1/visits', visit, undefined, headers);
const rows = (sql: string, parameters: unknown[] = []) => service.query<Record<string, unknown>>(sql, parameters);
const booked = (listingId: string) =>
  rows(`SELECT data, subject FROM outbox WHERE type LIKE '%visit-booked%' AND data->>'listingId' = $1`, [listingId]);

describe('POST /v1/visits', () => {
  it('books a session, with consent and an event of opaque ids', async () => {
    const { listingId, organizationId } = await publishGroup(service);
    const answer = await book({ ...visitor, listingId, sessionStart: firstStart });
    expect(answer).toMatchObject({
      status: 201,
      body: { id: expect.any(String), listingId, sessionStart: firstStart, zone: 'America/Los_Angeles' },
    });
    const [event] = await booked(listingId);
    expect(event!['data']).toEqual({
      membershipId: event!['subject'],
      personId: expect.any(String),
      listingId,
      organizationId,
      sessionStart: firstStart,
      facilitatorIds: [],
      bookedAt: expect.any(String),
    });
    const consents = await rows('SELECT purpose, wording, language FROM consent WHERE visit_id = $1', [answer.body.id]);
    expect(consents).toEqual([{ purpose: 'attend-visit', wording: 'visit-2026-11', language: 'es' }]);
  });

  it('leaves neither name nor address in any table', async () => {
    const { listingId } = await publishGroup(service);
    const who = { ...visitor, displayName: 'Xanthippe', email: 'xanthippe@needle.example' };
    await book({ ...who, listingId, sessionStart: firstStart }, { 'idempotency-key': 'visit-1' });
    const tables = await rows(`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`);
    const dump = (
      await Promise.all(tables.map(({ name }) => rows(`SELECT t::text AS text FROM "${String(name)}" t`)))
    ).flat();
    const text = dump.map((row) => String(row['text'])).join('\n');
    expect(dump.length).toBeGreaterThan(10);
    for (const word of ['xanthippe', 'needle']) {
      expect(text.toLowerCase()).not.toContain(word);
      expect(text.toLowerCase()).not.toContain(Buffer.from(word).toString('hex'));
    }
    expect(text).toContain(listingId);
  });

  it('answers a second booking alike, and does nothing', async () => {
    const { listingId } = await publishGroup(service);
    const first = await book({ ...visitor, listingId, sessionStart: firstStart });
    const second = await book({
      ...visitor,
      displayName: 'Other',
      email: 'WREN.visitor@example.org',
      listingId,
      sessionStart: firstStart,
    });
    expect([second.status, second.body]).toEqual([first.status, first.body]);
    expect(await booked(listingId)).toHaveLength(1);
    await book({ ...visitor, listingId, sessionStart: secondStart });
    const events = await booked(listingId);
    expect(events).toHaveLength(2);
    expect(new Set(events.map((event) => event['subject'])).size).toBe(1);
  });

  it('makes one person, one visit and one event of six requests at once', async () => {
    const { listingId } = await publishGroup(service);
    const answers = await Promise.all(
      Array.from({ length: 6 }, () =>
        book({ ...visitor, email: 'all-at-once@example.org', listingId, sessionStart: firstStart }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(201));
    expect(new Set(answers.map(({ body }) => body.id as string)).size).toBe(1);
    expect(await booked(listingId)).toHaveLength(1);
  });

  it('does not let a stranger change what is known of a person', async () => {
    const { listingId } = await publishGroup(service);
    const person = 'SELECT p.* FROM person p JOIN platform_role r ON r.person_id = p.id';
    const before = await rows(person);
    const answer = await book({ ...visitor, email: admin.email, listingId, sessionStart: firstStart });
    expect(answer.status).toBe(201);
    expect(await rows(person)).toEqual(before);
    expect((await service.get('/v1/me', await service.signIn())).body.displayName).toBe('Ada');
  });

  it.each([
    ['a time when the group does not meet', new Date(Date.parse(firstStart) + 3_600_000).toISOString()],
    ['a session of the past', '2026-01-07T03:00:00Z'],
  ])('refuses %s with the next five', async (_what, sessionStart) => {
    const { listingId } = await publishGroup(service);
    const answer = await book({ ...visitor, listingId, sessionStart });
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'not-a-session', errors: [{ pointer: '/sessionStart' }] },
    });
    expect(answer.body.nextStarts).toHaveLength(5);
    expect(answer.body.nextStarts[0]).toBe(firstStart);
  });

  it('refuses what is not offered, not there, not agreed to or not filled in', async () => {
    const { listingId } = await publishGroup(service, { visitors: false });
    const visit = { ...visitor, listingId, sessionStart: firstStart };
    expect(await book(visit)).toMatchObject({ status: 409, body: { code: 'visits-not-offered' } });
    expect(await book({ ...visit, listingId: newId() })).toMatchObject({
      status: 404,
      body: { code: 'group-not-found' },
    });
    const { consent: _, ...silent } = visit;
    for (const without of [silent, { ...visit, consent: false }]) {
      expect(await book(without)).toMatchObject({ status: 400, body: { errors: [{ pointer: '/consent' }] } });
    }
    const odd = { ...visit, email: 'a@b\r\nBcc: c@d.example', displayName: '\u202Ename', sessionStart: 'soon' };
    const problem = await book(odd);
    expect(problem.status).toBe(400);
    expect(pointersOf(problem)).toEqual(['/displayName', '/email', '/sessionStart']);
  });

  it('answers for a group of a suspended organization as for one that is not there', async () => {
    const made = await service.post('/v1/organizations', { name: 'Harbour', kind: 'chapter' }, await service.signIn());
    const { listingId } = await publishGroup(service, { organizationId: made.body.id as OrganizationId });
    const visit = { ...visitor, listingId, sessionStart: firstStart };
    const state = (next: string) =>
      service.query('UPDATE organization SET state = $2 WHERE id = $1', [made.body.id, next]);
    await state('suspended');
    const gone = { status: 404, body: { code: 'group-not-found' } };
    expect(await book(visit)).toMatchObject(gone);
    expect(await booked(listingId)).toEqual([]);
    await state('verified');
    expect((await book(visit)).status).toBe(201);
  });

  it('takes as long for somebody known as for somebody new', async () => {
    const { listingId } = await publishGroup(service);
    const start = performance.now();
    await book({ ...visitor, email: 'new-here@example.org', listingId, sessionStart: firstStart });
    expect(performance.now() - start).toBeGreaterThan(245);
  });
});

describe('GET /v1/visits', () => {
  const password = 'eleven boats by the mill';

  async function staff(organizationId: string, grant: object): Promise<string> {
    const asAdmin = await service.signIn();
    const email = `staff-${newId<string>()}@example.org`;
    const { body } = await service.post('/v1/people', { email, displayName: 'Sam', password }, asAdmin);
    await service.post(`/v1/organizations/${organizationId}/staff`, { personId: body.id, ...grant }, asAdmin);
    return service.signIn({ email, password });
  }

  it('shows the group’s staff names and times, never an address, and others nothing', async () => {
    const asAdmin = await service.signIn();
    const registered = await service.post('/v1/organizations', { name: 'Riverside', kind: 'chapter' }, asAdmin);
    const group = await publishGroup(service, { organizationId: registered.body.id });
    const other = await publishGroup(service, { organizationId: registered.body.id });
    const facilitator = await staff(group.organizationId, { role: 'facilitator', listingIds: [group.listingId] });
    const manager = await staff(group.organizationId, { role: 'manager' });
    await book({ ...visitor, listingId: group.listingId, sessionStart: secondStart });
    await book({
      ...visitor,
      displayName: 'Rowan',
      email: 'r@example.org',
      listingId: group.listingId,
      sessionStart: firstStart,
    });

    const list = (token: string, id = group.listingId, more = '') =>
      service.get(`/v1/visits?listingId=${id}${more}`, token);
    const shown = await list(facilitator);
    expect(itemsOf<object>(shown).map((item) => Object.keys(item).sort())).toEqual(
      Array(2).fill(['bookedAt', 'displayName', 'id', 'sessionStart']),
    );
    expect(itemsOf<{ displayName: string }>(shown).map((item) => item.displayName)).toEqual(['Rowan', 'Wren']);
    expect(shown.text).not.toContain('example.org');
    expect((await list(manager)).body).toEqual(shown.body);
    const page = await list(manager, group.listingId, '&limit=1');
    const next = await list(manager, group.listingId, `&limit=1&cursor=${page.body.next as string}`);
    expect([...page.body.items, ...next.body.items]).toEqual(shown.body.items);
    expect(next.body.next).toBeNull();
    const yearZero = Buffer.from(JSON.stringify(['0000-01-01T00:00:00Z', newId()])).toString('base64url');
    expect((await list(manager, group.listingId, `&cursor=${yearZero}`)).status).toBe(400);

    expect((await list(facilitator, other.listingId)).status).toBe(404);
    expect((await list(asAdmin)).status).toBe(403);
    expect((await service.get(`/v1/visits?listingId=${group.listingId}`)).status).toBe(401);
    const [event] = await booked(group.listingId);
    expect((event!['data'] as { facilitatorIds: string[] }).facilitatorIds).toHaveLength(1);
  });
});

describe('the limit of bookings', () => {
  it('is one client’s, whatever comes of the bookings, and tells nobody who shares its address of them', async () => {
    const from = { 'x-forwarded-for': '198.51.100.31' };
    const silent = { ...visitor, listingId: newId(), sessionStart: firstStart, consent: false };
    const first = await book(silent, from);
    expect(first).toMatchObject({ status: 400, headers: { 'ratelimit-policy': '"booking";q=30;w=600' } });
    expect(first.headers).not.toHaveProperty('ratelimit');
    for (let n = 1; n < 30; n++) expect((await book(silent, from)).status).toBe(400);
    const { listingId } = await publishGroup(service);
    const real = { ...visitor, email: 'late@example.org', listingId, sessionStart: firstStart };
    const refused = await book(real, from);
    expect(refused).toMatchObject({ status: 429, body: { code: 'too-many-requests' } });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(500);
    expect(await booked(listingId)).toHaveLength(0);
    expect((await book(real, { 'x-forwarded-for': '198.51.100.32' })).status).toBe(201);
  });

  it('is counted once for all processes, and its table names nobody', async () => {
    const from = { 'x-forwarded-for': '198.51.100.31' };
    const another = await createApplication(membership, {
      variables: service.variables,
      keys: service.issuer.keys(),
    });
    const answer = await another.inject({ method: 'POST', url: '/v1/visits', headers: from, payload: {} });
    await another.close();
    expect(answer.statusCode).toBe(429);
    const counts = await rows('SELECT t::text AS text FROM request_count t');
    expect(counts.length).toBeGreaterThan(0);
    expect(JSON.stringify(counts)).not.toMatch(/198\.51|person|client/);
    await service.query(`UPDATE request_count SET ends_at = now()`);
    expect((await book({}, from)).status).toBe(400);
  });
});
