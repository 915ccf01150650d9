import { newId, type PersonId } from '@opencircle/contracts';
import { settled, startMembership, type TestMembership } from './service.js';

let service: TestMembership;
let admin: string;
let adminId: string;
beforeAll(async () => {
  service = await startMembership();
  admin = await service.signIn();
  adminId = (await service.get('/v1/me', admin)).body.id as string;
});
afterAll(() => service.stop());

const reset = (id: string, token = admin) => service.post(`/v1/people/${id}/factor-resets`, {}, token);
const resets = (id: string) =>
  service.query(`SELECT 1 FROM audit_entry WHERE action = 'person.reset-factors' AND object_id = $1`, [id]);

describe('removing the factors of somebody who lost them', () => {
  it('ends their sessions, and lets them in to set up a new one, without the roles that need it', async () => {
    const mo = { email: 'mo@example.org', displayName: 'Mo', password: 'a lantern by the harbour wall' };
    const { body } = await service.post('/v1/people', { ...mo, platformRoles: ['moderator'] }, admin);
    const { accessToken, refreshToken } = await service.signInWhole(mo);
    const { codes } = (await service.post('/v1/me/recovery-codes', {}, accessToken)).body as { codes: string[] };
    expect(codes).not.toEqual([]);

    expect(await reset(body.id as string)).toMatchObject({ status: 201, body: { id: body.id, state: 'active' } });
    expect(await settled(service, accessToken)).toBe('access-changed');
    expect((await service.post('/v1/session-refreshes', { refreshToken })).body.code).toBe('session-ended');
    const again = await service.post('/v1/sessions', { email: mo.email, password: mo.password });
    expect(again.status).toBe(201);
    const next = again.body.accessToken as string;
    expect((await service.get('/v1/me', next)).body).toMatchObject({ aal: 1, roles: [], mustEnrol: true, factors: [] });
    expect((await service.get('/v1/me/factors', next)).body).toMatchObject({ factors: [], recoveryCodesLeft: 0 });

    expect((await reset(body.id as string)).status).toBe(201);
    expect(await resets(body.id as string)).toHaveLength(1);
    expect(await settled(service, next)).toBe(200);
  });

  it('is never for oneself, and names nobody it does not know', async () => {
    expect((await reset(adminId)).body.code).toBe('not-yourself');
    expect((await reset(newId<PersonId>())).body.code).toBe('unknown-person');
    expect((await service.get('/v1/me/factors', admin)).body.factors).toHaveLength(1);
  });
});
