import { pointersOf, startMembership, type TestMembership } from './service.js';

let service: TestMembership;
let token: string;
beforeAll(async () => {
  service = await startMembership();
  token = await service.signIn();
});
afterAll(() => service.stop());

const rename = (displayName: unknown, by = token) => service.post('/v1/me/renamings', { displayName }, by);
const name = async () => (await service.get('/v1/me', token)).body.displayName as string;

describe('POST /v1/me/renamings', () => {
  it('changes what somebody is called, for those too who look people up, and is sealed', async () => {
    expect(await rename('  Adaeze  ')).toMatchObject({ status: 201, body: { displayName: 'Adaeze' } });
    expect(await name()).toBe('Adaeze');
    expect((await service.get('/v1/people', token)).body.items).toMatchObject([{ displayName: 'Adaeze' }]);
    const [row] = await service.query<{ profile: Buffer }>('SELECT profile FROM person');
    expect(row!.profile.includes('Adaeze')).toBe(false);
  });

  it.each([
    ['nothing', ''],
    ['two lines', 'Ada\nLovelace'],
    ['letters that turn the line around', 'Ada\u202e'],
    ['81 letters', 'a'.repeat(81)],
    ['no text', 7],
  ])('refuses %s, and names the field', async (_what, displayName) => {
    await rename('Ada');
    const refused = await rename(displayName);
    expect([refused.status, [...new Set(pointersOf(refused))]]).toEqual([400, ['/displayName']]);
    expect(await name()).toBe('Ada');
  });

  it('is for who is signed in', async () => {
    expect((await rename('Eve', 'x')).status).toBe(401);
  });
});
