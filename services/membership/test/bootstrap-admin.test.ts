import { BootstrapAdmin } from '../src/person/bootstrap-admin.js';
import { admin, startMembership, type TestMembership } from './service.js';

let service: TestMembership;
beforeAll(async () => (service = await startMembership()));
afterAll(() => service.stop());

const run = (who = admin) => service.app.get(BootstrapAdmin, { strict: false }).run(who);
const signIn = async (email: string, password: string) =>
  (await service.post('/v1/sessions', { email, password })).status;

describe('bootstrap-admin', () => {
  it('changes nothing when it runs again, the password included', async () => {
    await expect(run({ ...admin, password: 'another password to try' })).resolves.toEqual({ made: false });
    expect(await signIn(admin.email, admin.password)).toBe(201);
    expect(await signIn(admin.email, 'another password to try')).toBe(401);
  });

  it('makes an admin of somebody who has an account', async () => {
    const person = { email: 'second@example.org', displayName: 'Bo', password: 'eleven boats by the mill' };
    await service.post('/v1/people', person, await service.signIn());
    await expect(run({ ...person, password: 'something else entirely' })).resolves.toEqual({ made: true });
    const me = await service.get('/v1/me', await service.signIn(person));
    expect(me.body).toMatchObject({ displayName: 'Bo', roles: [{ role: 'admin' }] });
  });

  it('refuses a weak password', async () => {
    await expect(run({ ...admin, email: 'weak@example.org', password: 'short' })).rejects.toThrow('at least 8');
  });
});
