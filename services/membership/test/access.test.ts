import { newId, type PersonId } from '@opencircle/contracts';
import { itemsOf, pointersOf, settled, startMembership, type TestMembership } from './service.js';

let service: TestMembership;
let admin: string;
let adminId: string;
beforeAll(async () => {
  service = await startMembership();
  admin = await service.signIn();
  adminId = (await service.get('/v1/me', admin)).body.id as string;
});
afterAll(() => service.stop());

type Someone = { id: string; email: string; password: string };
let people = 0;

async function person(...platformRoles: string[]): Promise<Someone> {
  const login = { email: `access${people++}@example.org`, password: 'eleven boats by the mill' };
  const made = await service.post('/v1/people', { ...login, displayName: 'Pat', platformRoles }, admin);
  return { id: made.body.id as string, ...login };
}

const session = (someone: Someone) => service.signInWhole(someone);
const refresh = (refreshToken: string) => service.post('/v1/session-refreshes', { refreshToken });
const command = (id: string, name: string, body: object = {}, token = admin) =>
  service.post(`/v1/people/${id}/${name}`, body, token);

const eventsOf = async (subject: string) =>
  (await service.query<{ type: string; data: object }>('SELECT type, data FROM outbox WHERE subject = $1 ORDER BY id', [subject])) // prettier-ignore
    .map(({ type, data }) => ({ type: type.replace('org.opencircle.', ''), data }));

describe('disabling a person', () => {
  it('ends tokens, sessions and sign-in, and enabling brings back sign-in alone', async () => {
    const someone = await person();
    const { accessToken, refreshToken } = await session(someone);
    expect(await command(someone.id, 'disablements')).toMatchObject({ status: 201, body: { state: 'disabled' } });
    expect(await command(someone.id, 'disablements')).toMatchObject({ status: 201, body: { state: 'disabled' } });
    expect(await settled(service, accessToken)).toBe('access-changed');
    expect((await refresh(refreshToken)).body.code).toBe('session-ended');
    expect((await service.post('/v1/sessions', { email: someone.email, password: someone.password })).status).toBe(401); // prettier-ignore
    expect(await command(someone.id, 'enablements')).toMatchObject({ status: 201, body: { state: 'active' } });
    expect((await service.get('/v1/me', accessToken)).body.code).toBe('access-changed');
    expect((await refresh(refreshToken)).body.code).toBe('session-ended');
    expect(await settled(service, (await session(someone)).accessToken)).toBe(200);
    const [, disabled, revoked, ...more] = await eventsOf(someone.id);
    expect(disabled).toEqual({ type: 'person.disabled.v1', data: { personId: someone.id, disabledAt: expect.any(String) } }); // prettier-ignore
    expect(revoked).toEqual({
      type: 'person.access-revoked.v1',
      data: { personId: someone.id, epoch: 1, reason: 'person-disabled' },
    });
    expect(more).toEqual([]);
  });

  it('is for admins, never for oneself, and names nobody it does not know', async () => {
    const someone = await person('ops');
    expect((await command(adminId, 'disablements')).body.code).toBe('not-yourself');
    expect((await command(newId<PersonId>(), 'disablements')).body.code).toBe('unknown-person');
    expect((await command(newId<PersonId>(), 'enablements')).body.code).toBe('unknown-person');
    const asOps = (await session(someone)).accessToken;
    for (const name of ['disablements', 'enablements', 'platform-roles', 'platform-role-revocations']) {
      expect((await command(adminId, name, { role: 'ops' }, asOps)).status).toBe(403);
    }
    expect((await service.get('/v1/people', asOps)).status).toBe(403);
  });
});

describe('platform roles', () => {
  it('are in the next token, and out of every token once revoked, while the session goes on', async () => {
    const someone = await person();
    expect(await command(someone.id, 'platform-roles', { role: 'ops' })).toMatchObject({
      status: 201,
      body: { roles: [{ role: 'ops' }] },
    });
    const { accessToken, refreshToken } = await session(someone);
    expect((await service.get('/v1/ops/status', accessToken)).status).toBe(200);
    expect((await command(someone.id, 'platform-role-revocations', { role: 'ops' })).status).toBe(204);
    expect(await settled(service, accessToken)).toBe('access-changed');
    const renewed = await refresh(refreshToken);
    expect(renewed.status).toBe(201);
    expect((await service.get('/v1/me', renewed.body.accessToken as string)).body).toMatchObject({ roles: [] });
    expect((await service.get('/v1/ops/status', renewed.body.accessToken as string)).status).toBe(403);
    expect((await command(someone.id, 'platform-role-revocations', { role: 'ops' })).body.code).toBe('role-not-held');
  });

  it('always leave an admin who can sign in', async () => {
    expect((await command(adminId, 'platform-role-revocations', { role: 'admin' })).body.code).toBe('last-admin');
    const second = await person('admin');
    const asSecond = (await session(second)).accessToken;
    const both = await Promise.all([
      command(second.id, 'disablements'),
      command(adminId, 'platform-role-revocations', { role: 'admin' }, asSecond),
    ]);
    expect(both.filter(({ status }) => status === 409).map(({ body }) => body.code as string)).toEqual(['last-admin']);
    const left = await service.query(
      `SELECT 1 FROM platform_role r JOIN person p ON p.id = r.person_id WHERE role = 'admin' AND disabled_at IS NULL`,
    );
    expect(left).toHaveLength(1);
    await service.query(`INSERT INTO platform_role VALUES ($1, 'admin', now()) ON CONFLICT DO NOTHING`, [adminId]);
    admin = await service.signIn();
  });
});

describe('what a moderator is for', () => {
  const grant = (id: string, more: object) => command(id, 'platform-roles', { role: 'moderator', ...more });

  it('is set by granting again; a token that says otherwise is refused, and the next one says it', async () => {
    const someone = await person('moderator');
    const made = await service.post('/v1/organizations', { name: 'Riverside', kind: 'affiliate' }, admin);
    const organizationIds = [made.body.id as string];
    const { accessToken, refreshToken } = await session(someone);
    const scope = { regions: ['IE', 'US-CA'], organizationIds };
    const given = await grant(someone.id, { regions: ['US-CA', 'IE', 'IE'], organizationIds });
    expect(given).toMatchObject({ status: 201, body: { roles: [{ role: 'moderator', ...scope }] } });
    expect(await settled(service, accessToken)).toBe('access-changed');
    const renewed = await refresh(refreshToken);
    const me = await service.get('/v1/me', renewed.body.accessToken as string);
    expect(me.body.roles).toEqual([{ role: 'moderator', ...scope }]);
    await grant(someone.id, scope);
    expect(await settled(service, renewed.body.accessToken as string)).toBe(200);
    expect((await grant(someone.id, {})).body.roles).toEqual([{ role: 'moderator' }]);
    // The first of them came with the passkey that a moderator must have.
    expect((await eventsOf(someone.id)).slice(2)).toEqual(
      [2, 3].map((epoch) => ({
        type: 'person.access-revoked.v1',
        data: { personId: someone.id, epoch, reason: 'role-changed' },
      })),
    );
    const audited = await service.query<{ facts: object }>(
      `SELECT facts FROM audit_entry WHERE object_id = $1 AND action = 'platform-role.grant' ORDER BY id`,
      [someone.id],
    );
    const unbound = { role: 'moderator' };
    expect(audited.map(({ facts }) => facts)).toEqual([unbound, { role: 'moderator', ...scope }, unbound]);
  });

  it('names known countries and organizations, at least one, and of moderators alone', async () => {
    const someone = await person();
    const unknown = newId<string>();
    for (const [body, pointers, status] of [
      [{ regions: ['UK', 'ie', 'QX-1', 'US-CALI'] }, [0, 1, 2, 3].map((at) => `/regions/${at}`), 400],
      [{ regions: [], organizationIds: [] }, ['/organizationIds', '/regions'], 400],
      [{ role: 'lead-moderator', regions: ['IE'], organizationIds: [unknown] }, ['/organizationIds', '/regions'], 400],
      [{ organizationIds: [unknown] }, ['/organizationIds/0'], 422],
    ] as const) {
      const refused = await grant(someone.id, body);
      expect([refused.status, pointersOf(refused)]).toEqual([status, pointers]);
    }
    expect((await service.get(`/v1/people/${someone.id}`, admin)).body.roles).toEqual([]);
  });
});

describe('staff', () => {
  it('lose what they could do, and the last owner stays', async () => {
    const organization = await service.post('/v1/organizations', { name: 'Riverside', kind: 'affiliate' }, admin);
    const id = organization.body.id as string;
    const [owner, other, manager] = [await person(), await person(), await person()];
    const staff = (personId: string) => `/v1/organizations/${id}/staff/${personId}/revocations`;
    const grant = (personId: string, role: string) =>
      service.post(`/v1/organizations/${id}/staff`, { personId, role }, admin);
    await grant(owner.id, 'owner');
    await grant(manager.id, 'manager');
    const [asOwner, asManager] = [(await session(owner)).accessToken, (await session(manager)).accessToken];
    expect((await service.post(staff(owner.id), { role: 'owner' }, admin)).body.code).toBe('last-owner');
    expect((await service.post(staff(owner.id), { role: 'owner' }, asOwner)).status).toBe(403);
    expect((await service.post(staff(manager.id), { role: 'manager' }, asManager)).status).toBe(403);
    expect((await service.post(staff(manager.id), { role: 'manager' }, asOwner)).status).toBe(204);
    expect(await settled(service, asManager)).toBe('access-changed');
    expect((await service.post(staff(manager.id), { role: 'manager' }, asOwner)).body.code).toBe('role-not-held');
    expect((await eventsOf(id)).at(-1)).toEqual({
      type: 'organization.staff-revoked.v1',
      data: { organizationId: id, personId: manager.id, role: 'manager', revokedAt: expect.any(String) },
    });
    await grant(other.id, 'owner');
    const both = await Promise.all([owner, other].map((one) => service.post(staff(one.id), { role: 'owner' }, admin)));
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
  });
});

describe('GET /v1/people', () => {
  it('lists who works here with roles and state, page by page, and nobody who only seeks help', async () => {
    const lead = await person('lead-moderator');
    const visitor = newId<string>();
    await service.query(
      `INSERT INTO person (id, email_lookup, data_key, contact, profile, registered_at)
       VALUES ($1, 'x', 'x', 'x', 'x', now())`,
      [visitor],
    );
    const seen: { id: string; displayName: string; roles: object[]; state: string }[] = [];
    for (let next: string | null = ''; next !== null;) {
      const page = await service.get(`/v1/people?limit=3${next === '' ? '' : `&cursor=${next}`}`, admin);
      expect(page.status).toBe(200);
      seen.push(...itemsOf<(typeof seen)[number]>(page));
      next = page.body.next as string | null;
    }
    expect(seen.find(({ id }) => id === lead.id)).toEqual({
      id: lead.id,
      displayName: 'Pat',
      roles: [{ role: 'lead-moderator' }],
      state: 'active',
    });
    expect(seen.map(({ id }) => id)).toEqual([...new Set(seen.map(({ id }) => id))].sort());
    expect(seen.some(({ id }) => id === visitor)).toBe(false);
    expect((await service.get(`/v1/people/${visitor}`, admin)).body.code).toBe('unknown-person');
  });
});
