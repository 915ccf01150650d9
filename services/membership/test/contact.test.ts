import { newId } from '@opencircle/contracts';
import { eventually } from '@opencircle/testing';
import { firstStart, publishGroup } from './groups.js';
import { serviceSecret, startMembership, type TestMembership } from './service.js';

let service: TestMembership;
let visitorId: string;
const otherSecret = 'a-secret-of-another-service';
beforeAll(async () => {
  service = await startMembership({
    SERVICE_CLIENTS: JSON.stringify({ notifications: serviceSecret, reports: otherSecret }),
  });
  const { listingId } = await publishGroup(service);
  const visit = { displayName: 'Wren', email: 'Wren@example.org', consent: true, language: 'es', listingId };
  await service.post('/v1/visits', { ...visit, sessionStart: firstStart });
  const [membership] = await service.query<{ person_id: string }>('SELECT person_id FROM membership');
  visitorId = membership!.person_id;
});
afterAll(() => service.stop());

const client = { clientId: 'notifications', clientSecret: serviceSecret, audience: 'membership-internal' };
const contacts = (token?: string, personIds = [visitorId]) =>
  service.post('/v1/internal/contacts:batch', { personIds }, token);

describe('POST /v1/service-tokens', () => {
  it('gives a known client a token for ten minutes at most', async () => {
    const { status, body } = await service.post('/v1/service-tokens', client);
    expect([status, body.expiresIn]).toEqual([201, 600]);
  });

  it.each([
    ['a wrong secret', { ...client, clientSecret: 'guess' }, 401],
    ['an unknown client', { ...client, clientId: 'listings' }, 401],
    ['a name that every object has', { ...client, clientId: 'constructor' }, 401],
    ['another audience', { ...client, audience: 'opencircle' }, 400],
  ])('refuses %s', async (_what, body, status) => {
    expect((await service.post('/v1/service-tokens', body)).status).toBe(status);
  });
});

describe('POST /v1/internal/contacts:batch', () => {
  it('answers with contacts of who is known', async () => {
    const { body } = await service.post('/v1/service-tokens', client);
    const answer = await contacts(body.accessToken as string, [visitorId, newId()]);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      contacts: [{ personId: visitorId, email: 'Wren@example.org', displayName: 'Wren', language: 'es' }],
    });
    await service.query('UPDATE person SET disabled_at = now() WHERE id = $1', [visitorId]);
    expect((await contacts(body.accessToken as string)).body).toEqual({ contacts: [] });
    await service.query('UPDATE person SET disabled_at = NULL WHERE id = $1', [visitorId]);
  });

  it('is for a service token of its own audience alone', async () => {
    const elsewhere = await service.issuer.issue(
      { kind: 'service', name: 'notifications' },
      { audience: 'opencircle' },
    );
    const asPerson = await service.issuer.issue(
      { kind: 'person', id: newId(), roles: [{ role: 'admin' }] },
      { audience: 'membership-internal' },
    );
    expect((await contacts()).status).toBe(401);
    expect((await contacts(await service.signIn())).status).toBe(401);
    expect((await contacts(elsewhere.accessToken)).status).toBe(401);
    expect((await contacts(asPerson.accessToken)).status).toBe(401);
  });

  it('is for notifications alone, whoever else has a secret of its own', async () => {
    const other = { ...client, clientId: 'reports', clientSecret: otherSecret };
    const { status, body } = await service.post('/v1/service-tokens', other);
    expect(status).toBe(201);
    expect(await contacts(body.accessToken as string)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    const links = { linkIds: [newId<string>()] };
    const issued = await service.post('/v1/internal/mail-links:batch', links, body.accessToken as string);
    expect(issued.status).toBe(403);
    const denied = `SELECT outcome FROM audit_entry WHERE action = 'contacts.read' AND actor_id = 'reports'`;
    const [entry] = await eventually('the refusal is written down', async () => {
      const found = await service.query<{ outcome: string }>(denied);
      return found.length > 0 && found;
    });
    expect(entry).toEqual({ outcome: 'denied' });
  });

  it('takes a hundred ids and no more, at this path and no other', async () => {
    const { body } = await service.post('/v1/service-tokens', client);
    const many = Array.from({ length: 101 }, () => newId<string>());
    expect((await contacts(body.accessToken as string, many)).status).toBe(400);
    expect((await contacts(body.accessToken as string, many.slice(1))).status).toBe(200);
    expect((await service.post('/v1/internal/contactsXbatch', {}, body.accessToken as string)).status).toBe(404);
  });
});
