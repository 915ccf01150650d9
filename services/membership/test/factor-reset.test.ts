import { newId, type PersonId } from '@opencircle/contracts';
import { SoftwarePasskey, type CreationOptions } from '@opencircle/software-passkey';
import { Person } from '../src/person/person.js';
import { heldTransaction } from './held-transaction.js';
import { publicUrl, settled, startMembership, type TestMembership } from './service.js';

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

let people = 0;

/** Somebody with a passkey, signed in by it. */
async function moderator() {
  const mo = { email: `mo${people++}@example.org`, displayName: 'Mo', password: 'a lantern by the harbour wall' };
  const { body } = await service.post('/v1/people', { ...mo, platformRoles: ['moderator'] }, admin);
  return { ...mo, ...(await service.signInWhole(mo)), id: body.id as string };
}

describe('removing the factors of somebody who lost them', () => {
  it('ends their sessions, and lets them in to set up a new one, without the roles that need it', async () => {
    const { id, accessToken, refreshToken, ...mo } = await moderator();
    const { codes } = (await service.post('/v1/me/recovery-codes', {}, accessToken)).body as { codes: string[] };
    expect(codes).not.toEqual([]);

    expect(await reset(id)).toMatchObject({ status: 201, body: { id, state: 'active' } });
    expect(await settled(service, accessToken)).toBe('access-changed');
    expect((await service.post('/v1/session-refreshes', { refreshToken })).body.code).toBe('session-ended');
    const again = await service.post('/v1/sessions', { email: mo.email, password: mo.password });
    expect(again.status).toBe(201);
    const next = again.body.accessToken as string;
    expect((await service.get('/v1/me', next)).body).toMatchObject({ aal: 1, roles: [], mustEnrol: true, factors: [] });
    expect((await service.get('/v1/me/factors', next)).body).toMatchObject({ factors: [], recoveryCodesLeft: 0 });

    expect((await reset(id)).status).toBe(201);
    expect(await resets(id)).toHaveLength(1);
    expect(await settled(service, next)).toBe(200);
  });

  it('lets nothing through that the ended session began a moment before', async () => {
    const { id, accessToken } = await moderator();
    const passkey = (await service.post('/v1/me/passkey-enrolments', {}, accessToken)).body;
    const answer = SoftwarePasskey.create().register(passkey.options as CreationOptions, publicUrl);
    const held = await heldTransaction(service, (db) => db.lock(Person, { id: id as PersonId }));
    const first = reset(id);
    await held.waitedForBy(1);
    const late = Promise.all([
      service.post('/v1/me/recovery-codes', {}, accessToken),
      service.post('/v1/me/totp-enrolments', {}, accessToken),
      service.post('/v1/me/passkeys', { challenge: passkey.challenge as string, answer }, accessToken),
    ]);
    await held.waitedForBy(4);
    await held.commit();
    expect((await first).status).toBe(201);
    expect((await late).map(({ status }) => status)).toEqual([401, 401, 401]);
    const left = await service.query(
      'SELECT person_id FROM recovery_code WHERE person_id = $1 UNION ALL SELECT person_id FROM factor WHERE person_id = $1',
      [id],
    );
    expect(left).toEqual([]);
  });

  it('is never for oneself, and names nobody it does not know', async () => {
    expect((await reset(adminId)).body.code).toBe('not-yourself');
    expect((await reset(newId<PersonId>())).body.code).toBe('unknown-person');
    expect((await service.get('/v1/me/factors', admin)).body.factors).toHaveLength(1);
  });
});
