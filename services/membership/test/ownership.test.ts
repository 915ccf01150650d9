import { newId } from '@opencircle/contracts';
import { itemsOf, startMembership, type TestMembership } from './service.js';

let service: TestMembership;
let admin: string;
beforeAll(async () => {
  service = await startMembership();
  admin = await service.signIn();
});
afterAll(() => service.stop());

const password = 'eleven boats by the mill';
let people = 0;

async function organization(): Promise<string> {
  const body = { name: 'Riverside Family Groups', kind: 'affiliate' };
  return (await service.post('/v1/organizations', body, admin)).body.id as string;
}

async function staff(role: string, organizationId: string) {
  const login = { email: `person${people++}@example.org`, password };
  const { id } = (await service.post('/v1/people', { ...login, displayName: 'Pat' }, admin)).body as { id: string };
  await service.post(`/v1/organizations/${organizationId}/staff`, { personId: id, role }, admin);
  return { id, login, token: await service.signIn(login) };
}

const offer = (id: string, personId: string, token: string) =>
  service.post(`/v1/organizations/${id}/ownership-offers`, { personId }, token);
const accept = (id: string, token: string) => service.post(`/v1/ownership-offers/${id}/acceptances`, {}, token);
const rolesIn = async (id: string) =>
  itemsOf<{ personId: string; role: string }>(await service.get(`/v1/organizations/${id}/staff`, admin))
    .map(({ personId, role }) => `${personId} ${role}`)
    .sort();

describe('ownership', () => {
  it('moves when the offer is accepted, in events that always leave an owner', async () => {
    const id = await organization();
    const [owner, manager] = [await staff('owner', id), await staff('manager', id)];
    const made = await offer(id, manager.id, owner.token);
    expect(made).toMatchObject({ status: 201, body: { fromPersonId: owner.id, toPersonId: manager.id } });
    const before = [`${owner.id} owner`, `${manager.id} manager`].sort();
    expect(await rolesIn(id)).toEqual(before);
    const mine = await service.get('/v1/ownership-offers', manager.token);
    expect(itemsOf<object>(mine)).toEqual([
      { ...(made.body as object), organizationName: 'Riverside Family Groups', fromName: 'Pat' },
    ]);
    const offers = (token: string) => service.get(`/v1/organizations/${id}/ownership-offers`, token);
    expect(itemsOf<object>(await offers(owner.token))).toEqual([made.body]);
    expect((await offers(manager.token)).status).toBe(403);
    const answers = await Promise.all([1, 2, 3].map(() => accept(made.body.id as string, manager.token)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 404, 404]);
    expect(itemsOf<object>(await offers(admin))).toEqual([]);
    expect(await rolesIn(id)).toEqual([`${manager.id} manager`, `${manager.id} owner`, `${owner.id} manager`].sort());
    const events = await service.query<{ type: string; data: { personId: string; role: string } }>(
      `SELECT type, data FROM outbox WHERE subject = $1 ORDER BY id`,
      [id],
    );
    expect(events.slice(-3).map(({ type, data }) => [type.split('.').at(-2), data.personId, data.role])).toEqual([
      ['staff-granted', manager.id, 'owner'],
      ['staff-revoked', owner.id, 'owner'],
      ['staff-granted', owner.id, 'manager'],
    ]);
    const ended = await service.query('SELECT 1 FROM access_revocation WHERE person_id = $1', [owner.id]);
    expect(ended).toHaveLength(1);
    const audited = await service.query<{ action: string }>(
      'SELECT action FROM audit_entry WHERE object_id = $1 ORDER BY id',
      [made.body.id],
    );
    expect(audited.map(({ action }) => action)).toEqual(['ownership.offer', 'ownership.accept']);
    const me = await service.get('/v1/me', await service.signIn(manager.login));
    expect(me.body.roles).toContainEqual({ role: 'owner', organizationId: id });
  });

  it('is offered by owners alone, to colleagues alone, to one at a time', async () => {
    const [id, other] = [await organization(), await organization()];
    const [owner, manager, stranger] = [
      await staff('owner', id),
      await staff('manager', id),
      await staff('owner', other),
    ];
    expect((await offer(id, manager.id, manager.token)).status).toBe(403);
    expect((await offer(id, manager.id, stranger.token)).status).toBe(404);
    expect((await offer(id, manager.id, admin)).status).toBe(403);
    for (const to of [owner.id, stranger.id, newId<string>()]) {
      expect(await offer(id, to, owner.token)).toMatchObject({ status: 422, body: { code: 'not-staff' } });
    }
    expect((await offer(id, manager.id, owner.token)).status).toBe(201);
    expect(await offer(id, manager.id, owner.token)).toMatchObject({ status: 409, body: { code: 'offer-open' } });
    await service.query(`UPDATE session SET confirmed_at = now() - interval '1 hour' WHERE person_id = $1`, [owner.id]);
    expect(await offer(id, manager.id, owner.token)).toMatchObject({ status: 403, body: { code: 'confirm-first' } });
  });

  it('stays when the offer is taken back, over, for somebody else, or its owner is none any more', async () => {
    const id = await organization();
    const [owner, manager, third] = [await staff('owner', id), await staff('manager', id), await staff('manager', id)];
    const next = async () => (await offer(id, manager.id, owner.token)).body.id as string;
    const gone = { status: 404, body: { code: 'offer-not-found' } };
    const cancelled = await next();
    const cancel = () =>
      service.post(`/v1/organizations/${id}/ownership-offers/${cancelled}/cancellations`, {}, owner.token);
    expect((await cancel()).status).toBe(204);
    expect(await cancel()).toMatchObject(gone);
    expect(await accept(cancelled, manager.token)).toMatchObject(gone);
    const over = await next();
    expect(await accept(over, third.token)).toMatchObject(gone);
    await service.query('UPDATE ownership_offer SET expires_at = now() WHERE id = $1', [over]);
    expect(await accept(over, manager.token)).toMatchObject(gone);
    const orphan = await next();
    await service.post(`/v1/organizations/${id}/staff`, { personId: third.id, role: 'owner' }, admin);
    await service.post(`/v1/organizations/${id}/staff/${owner.id}/revocations`, { role: 'owner' }, admin);
    expect(await accept(orphan, manager.token)).toMatchObject(gone);
  });

  it('is not taken over while the organization is suspended; the offer stays for afterwards', async () => {
    const id = await organization();
    const [owner, manager] = [await staff('owner', id), await staff('manager', id)];
    const made = await offer(id, manager.id, owner.token);
    await service.post(`/v1/organizations/${id}/suspensions`, {}, admin);
    const answer = await accept(made.body.id as string, manager.token);
    expect(answer).toMatchObject({ status: 403, body: { code: 'organization-suspended' } });
    expect(await rolesIn(id)).toEqual([`${owner.id} owner`, `${manager.id} manager`].sort());
    expect(itemsOf<object>(await service.get('/v1/ownership-offers', manager.token))).toHaveLength(1);
    await service.post(`/v1/organizations/${id}/verifications`, {}, admin);
    expect((await accept(made.body.id as string, manager.token)).status).toBe(201);
  });
});
