import { EncryptJWT } from 'jose';
import { cookieIn, flow, startEdge, type Edge } from './edge.js';

describe('signing in by the provider of an organization', () => {
  let edge: Edge;
  beforeAll(async () => (edge = await startEdge()));
  afterAll(() => edge.stop());

  const { organizationId } = flow;
  const start = (headers: Record<string, string> = {}) =>
    edge.app.inject({ method: 'POST', url: '/session/provider-starts', headers, payload: { organizationId } });
  const finish = (cookie: string, code = 'right', headers: Record<string, string> = {}) =>
    edge.app.inject({
      method: 'POST',
      url: '/session/providers',
      headers: { ...(cookie !== '' && { cookie }), ...headers },
      payload: { code, state: 'the-state', iss: 'https://login.example.org' },
    });
  const begun = async () => cookieIn((await start()).headers['set-cookie']);
  const cookiesOf = (answer: { headers: Record<string, unknown> }) => [answer.headers['set-cookie']].flat().map(String);

  it('keeps what must be known afterwards in a sealed cookie, and tells the page where to go', async () => {
    const answer = await start();
    expect([answer.statusCode, answer.json()]).toEqual([
      201,
      { url: 'https://login.example.org/authorize?state=the-state' },
    ]);
    const [cookie] = cookiesOf(answer);
    expect(cookie).toMatch(/^__Host-oc_flow=[\w.-]+;/);
    for (const attribute of ['Max-Age=600', 'Path=/', 'HttpOnly', 'Secure', 'SameSite=Strict']) {
      expect(cookie).toContain(attribute);
    }
    expect(cookie).not.toContain('the-verifier');
    expect(edge.membership.at(-1)?.headers['x-forwarded-for']).toBe('127.0.0.1');
  });

  it('hands flow and answer to membership, and gives the session for the flow', async () => {
    const answer = await finish(await begun());
    expect([answer.statusCode, answer.body]).toEqual([204, '']);
    const cookies = cookiesOf(answer);
    expect(cookies.find((one) => one.startsWith('__Host-oc_flow='))).toMatch(/^__Host-oc_flow=;.*Max-Age=0/);
    expect(cookies.find((one) => one.startsWith('__Host-oc_session='))).toMatch(/^__Host-oc_session=[\w.-]+;/);
    const given = { code: 'right', state: 'the-state', iss: 'https://login.example.org' };
    expect(JSON.parse(edge.membership.at(-1)?.body ?? '')).toEqual({ flow, answer: given });
  });

  it('asks for a second factor as after a password', async () => {
    const answer = await finish(await begun(), 'two steps');
    expect([answer.statusCode, answer.json()]).toMatchObject([202, { challenge: 'which-one' }]);
    expect(cookiesOf(answer).some((one) => one.startsWith('__Host-oc_session='))).toBe(false);
  });

  it('uses the cookie up on a refusal as well', async () => {
    const answer = await finish(await begun(), 'wrong');
    expect(answer.json()).toMatchObject({ status: 401, code: 'provider-refused' });
    expect(cookiesOf(answer)).toEqual([expect.stringMatching(/^__Host-oc_flow=;.*Max-Age=0/)]);
  });

  it.each(['', '__Host-oc_flow=a.b.c.d.e'])(
    'is refused without asking anybody when the cookie is %j',
    async (cookie) => {
      edge.membership.length = 0;
      expect((await finish(cookie)).json()).toMatchObject({ status: 401, code: 'provider-refused' });
      expect(edge.membership).toEqual([]);
    },
  );

  it('takes no sealed session for a flow', async () => {
    const session = cookiesOf(await finish(await begun())).find((one) => one.startsWith('__Host-oc_session=')) ?? '';
    const disguised = cookieIn(session).replace('oc_session', 'oc_flow');
    expect((await finish(disguised)).json()).toMatchObject({ status: 401, code: 'provider-refused' });
  });

  it('is over after ten minutes', async () => {
    const sealedAt = (minutesAgo: number) =>
      new EncryptJWT({ flow })
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .setAudience('opencircle-gateway-flow')
        .setExpirationTime(new Date(Date.now() + (10 - minutesAgo) * 60_000))
        .encrypt(edge.sessionKey);
    expect((await finish(`__Host-oc_flow=${await sealedAt(9)}`)).statusCode).toBe(204);
    expect((await finish(`__Host-oc_flow=${await sealedAt(11)}`)).statusCode).toBe(401);
  });

  it('begins and ends on our own pages alone', async () => {
    const cookie = await begun();
    const foreign = { 'sec-fetch-site': 'cross-site' };
    expect((await start(foreign)).json()).toMatchObject({ status: 403, code: 'csrf' });
    expect((await finish(cookie, 'right', foreign)).json()).toMatchObject({ status: 403, code: 'csrf' });
    const landing = await edge.app.inject({ url: '/console/oidc?code=right&state=the-state' });
    expect(landing.statusCode).toBe(200);
    expect(landing.headers['cache-control']).toBe('no-store');
    expect(landing.headers['referrer-policy']).toBe('no-referrer');
    expect(landing.headers['set-cookie']).toBeUndefined();
  });

  it('cannot be asked of membership past the gateway', async () => {
    for (const path of ['session-providers', 'session-provider-starts', 'Session-Providers']) {
      const headers = { 'x-opencircle-csrf': '1' };
      const answer = await edge.app.inject({ method: 'POST', url: `/api/membership/v1/${path}`, headers, payload: {} });
      expect(answer.json()).toMatchObject({ status: 404, code: 'not-proxied' });
    }
  });
});
