import { startMembership, type TestMembership } from './service.js';

let service: TestMembership;
beforeAll(async () => (service = await startMembership()));
afterAll(() => service.stop());

type Tokens = { accessToken: string; refreshToken: string };

let people = 0;
const password = 'a lantern by the harbour wall';

/** Somebody with a password and no role. */
async function somebody(): Promise<{ email: string; password: string }> {
  const email = `sessions${people++}@example.org`;
  await service.post('/v1/people', { email, displayName: 'Wren', password, platformRoles: [] }, await service.signIn());
  return { email, password };
}

const first = async ({ email }: { email: string }) => service.post('/v1/sessions', { email, password });

describe('sessions', () => {
  it('are listed for their owner, and end one by one or all at once', async () => {
    const who = await somebody();
    const agent = { 'user-agent': 'A browser on a table' };
    const signIn = () => service.post('/v1/sessions', { email: who.email, password }, undefined, agent);
    const tokens = async () => (await signIn()).body as Tokens;
    const [one, two, three] = [await tokens(), await tokens(), await tokens()];
    const list = async (token: string) =>
      (await service.get('/v1/me/sessions', token)).body.items as {
        id: string;
        current: boolean;
        agent: string;
      }[];
    const before = await list(one.accessToken);
    expect(before.map(({ agent: name }) => name)).toEqual(Array(3).fill('A browser on a table'));
    expect(before.filter(({ current }) => current)).toHaveLength(1);
    const others = before.filter(({ current }) => !current);
    expect((await service.delete(`/v1/me/sessions/${others[0]!.id}`, await service.signIn())).status).toBe(404);
    expect((await service.delete(`/v1/me/sessions/${others[0]!.id}`, one.accessToken)).status).toBe(204);
    // Ending one makes all tokens of the person old; whoever still has a session renews theirs.
    const { body: here } = await service.post('/v1/session-refreshes', { refreshToken: one.refreshToken });
    expect(await list(here.accessToken as string)).toHaveLength(2);
    expect((await service.post('/v1/me/sign-outs', {}, here.accessToken as string)).status).toBe(204);
    for (const refreshToken of [here.refreshToken as string, two.refreshToken, three.refreshToken]) {
      expect((await service.post('/v1/session-refreshes', { refreshToken })).status).toBe(401);
    }
    expect((await service.get('/v1/me/sessions', here.accessToken as string)).status).toBe(401);
  });

  it('are ended by who has just shown who they are, or has nothing to show it with', async () => {
    const who = await somebody();
    const [here, there] = [(await first(who)).body as Tokens, (await first(who)).body as Tokens];
    const { items } = (await service.get('/v1/me/sessions', here.accessToken)).body as {
      items: { id: string; current: boolean }[];
    };
    const path = `/v1/me/sessions/${items.find(({ current }) => !current)!.id}`;
    await service.query(`UPDATE session SET confirmed_at = now() - interval '11 minutes'`);
    const stale = { status: 403, body: { code: 'confirm-first' } };
    expect(await service.delete(path, here.accessToken)).toMatchObject(stale);
    expect(await service.post('/v1/me/sign-outs', {}, here.accessToken)).toMatchObject(stale);
    const refreshed = await service.post('/v1/session-refreshes', { refreshToken: there.refreshToken });
    expect(refreshed.status).toBe(201);
    // Whose only way in is a link, or their organization's provider, has neither password nor factor.
    await service.query(`DELETE FROM credential WHERE person_id = (SELECT person_id FROM session WHERE id = $1)`, [
      items[0]!.id,
    ]);
    expect((await service.delete(path, here.accessToken)).status).toBe(204);
    const { refreshToken } = refreshed.body as Tokens;
    expect((await service.post('/v1/session-refreshes', { refreshToken })).status).toBe(401);
  });

  it('end, but for the one at hand, when the password is changed', async () => {
    const who = await somebody();
    const [here, there] = [(await first(who)).body, (await first(who)).body];
    const change = (given: string) =>
      service.post(
        '/v1/me/password-changes',
        { currentPassword: password, password: given },
        here.accessToken as string,
      );
    expect(await change('wren wren wren wren')).toMatchObject({ status: 422, body: { code: 'password-too-weak' } });
    expect((await change('nine kettles on the roof')).status).toBe(204);
    const refresh = ({ refreshToken }: { refreshToken: string }) =>
      service.post('/v1/session-refreshes', { refreshToken });
    expect((await refresh(there as never)).status).toBe(401);
    expect((await refresh(here as never)).status).toBe(201);
    expect((await first(who)).status).toBe(401);
  });
});
