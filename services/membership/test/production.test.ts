import { admin, pointersOf, startMembership, type TestMembership } from './service.js';

let service: TestMembership;
beforeAll(async () => (service = await startMembership({ DEMO: 'false' })));
afterAll(() => service.stop());

/** As `docker-compose.yml` starts it: nothing says that this is a demo. */
describe('an account in production', () => {
  const person = { email: 'pat@example.org', displayName: 'Pat', password: 'eleven boats by the mill' };

  it('is not made with a password that somebody else has chosen', async () => {
    const token = await service.signIn();
    const answer = await service.post('/v1/people', person, token);
    expect(answer).toMatchObject({ status: 422, body: { code: 'invite-instead' } });
    expect(pointersOf(answer)).toEqual(['/password']);
    const { email, password } = person;
    expect((await service.post('/v1/sessions', { email, password })).status).toBe(401);
    const everybody = await service.get('/v1/people', token);
    expect((everybody.body.items as object[]).map((each) => (each as { displayName: string }).displayName)).toEqual([
      admin.displayName,
    ]);
  });

  it('begins with an invitation, and of the first admin with the operator’s command', async () => {
    const invited = { email: person.email, role: 'ops' };
    expect((await service.post('/v1/platform-invitations', invited, await service.signIn())).status).toBe(201);
  });
});
