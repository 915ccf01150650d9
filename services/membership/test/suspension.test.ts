import { Organization } from '../src/organization/organization.js';
import { heldTransaction } from './held-transaction.js';
import { startMembership, type Answer, type TestMembership } from './service.js';

let service: TestMembership;
let admin: string;
beforeAll(async () => {
  service = await startMembership();
  admin = await service.signIn();
});
afterAll(() => service.stop());

const password = 'eleven boats by the mill';

async function person(email: string): Promise<{ id: string; email: string; password: string }> {
  const { body } = await service.post('/v1/people', { email, password, displayName: 'Pat' }, admin);
  return { id: body.id as string, email, password };
}

/** An organization, a token of its owner, and a manager of it. */
async function team(): Promise<{ path: string; id: string; owner: string; managerId: string }> {
  const made = await service.post('/v1/organizations', { name: 'Riverside', kind: 'affiliate' }, admin);
  const id = made.body.id as string;
  const path = `/v1/organizations/${id}`;
  const [owner, manager] = [await person('owner@example.org'), await person('manager@example.org')];
  await service.post(`${path}/staff`, { personId: owner.id, role: 'owner' }, admin);
  await service.post(`${path}/staff`, { personId: manager.id, role: 'manager' }, admin);
  return { path, id, owner: await service.signIn(owner), managerId: manager.id };
}

/** Suspends it as an admin's request would, and commits once what `meanwhile` asks for waits for the organization's row. */
async function suspendDuring(id: string, meanwhile: () => Promise<Answer>[]): Promise<Answer[]> {
  const suspension = await heldTransaction(service, async (db) => {
    await db.lock(Organization, { id: id as Organization['id'] });
    await db.query(`UPDATE organization SET state = 'suspended' WHERE id = $1`, [id]);
  });
  const answers = meanwhile();
  await suspension.waitedForBy(answers.length);
  await suspension.commit();
  return Promise.all(answers);
}

it('a suspension binds what was asked for a moment before it', async () => {
  const { path, id, owner, managerId } = await team();
  const late = await suspendDuring(id, () => [
    service.post(`${path}/invitations`, { email: 'late@example.org', role: 'manager' }, owner),
    service.post(`${path}/staff`, { personId: managerId, role: 'facilitator', listingIds: [id] }, owner),
    service.post(`${path}/ownership-offers`, { personId: managerId }, owner),
    service.post(`${path}/renamings`, { name: 'Another name' }, owner),
  ]);
  const told = { status: 403, body: { code: 'organization-suspended' } };
  expect(late).toMatchObject([told, told, told, told]);
  const left = await service.query(
    `SELECT id FROM invitation WHERE organization_id = $1
     UNION ALL SELECT id FROM ownership_offer WHERE organization_id = $1
     UNION ALL SELECT person_id FROM staff WHERE organization_id = $1 AND role = 'facilitator'`,
    [id],
  );
  expect(left).toEqual([]);
  expect((await service.get(path, owner)).body.name).toBe('Riverside');
});
