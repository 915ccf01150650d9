import { jwtDecrypt } from 'jose';
import { cookieIn, signIn, startEdge, type Edge } from './edge.js';

describe('the session of a browser', () => {
  let edge: Edge;
  beforeAll(async () => (edge = await startEdge()));
  afterAll(() => edge.stop());
  beforeEach(() => (edge.tokenLife.seconds = 600));

  const post = (headers: Record<string, string>, password = 'right') =>
    edge.app.inject({ method: 'POST', url: '/session', headers, payload: { email: 'mo@x.org', password } });
  const whoami = (cookie: string) => edge.app.inject({ url: '/session', headers: { cookie } });

  it('is a sealed __Host- cookie that shows no token', async () => {
    const answer = await post({});
    expect(answer.statusCode).toBe(204);
    expect(answer.headers['set-cookie']).toMatch(
      /^__Host-oc_session=[\w.-]+; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
    expect(JSON.stringify(answer.headers)).not.toMatch(/access-|refresh-/);
    expect(answer.headers['ratelimit-limit']).toBe('30');
  });

  it('says who is signed in, and 401 to everybody else', async () => {
    const answer = await whoami(await signIn(edge));
    expect(answer.json()).toEqual({
      id: expect.any(String),
      displayName: 'Mo',
      roles: [{ role: 'moderator' }],
      aal: 2,
      mustEnrol: false,
      factors: ['totp'],
    });
    expect((await whoami('')).json()).toMatchObject({ status: 401, code: 'signed-out' });
    expect((await whoami('__Host-oc_session=a.b.c.d.e')).statusCode).toBe(401);
  });

  it('refuses wrong credentials without a cookie, and forms of other sites', async () => {
    const wrong = await post({}, 'wrong');
    expect(wrong.json()).toMatchObject({ status: 401, code: 'credentials-refused' });
    expect(wrong.headers['set-cookie']).toBeUndefined();
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { origin: 'null' }]) {
      expect((await post(headers)).json()).toMatchObject({ status: 403, code: 'csrf' });
    }
    expect((await post({ origin: 'http://localhost:4800' })).statusCode).toBe(204);
  });

  it('comes after the second factor where there is one, and asks for it in JSON', async () => {
    const first = await post({ 'user-agent': 'A browser' }, 'two steps');
    expect(first.statusCode).toBe(202);
    expect(first.json()).toEqual({ challenge: 'which-one', factors: ['totp'], passkey: { challenge: 'signed' } });
    expect(first.headers['set-cookie']).toBeUndefined();
    expect(edge.membership.at(-1)?.headers['user-agent']).toBe('A browser');
    const answer = (code: string, headers = {}) =>
      edge.app.inject({
        method: 'POST',
        url: '/session/challenges',
        headers,
        payload: { challenge: 'which-one', factor: 'totp', code },
      });
    expect((await answer('000000')).json()).toMatchObject({ status: 401, code: 'factor-refused' });
    expect((await answer('123456', { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
    const right = await answer('123456');
    expect([right.statusCode, right.body]).toEqual([204, '']);
    expect((await whoami(cookieIn(right.headers['set-cookie']))).statusCode).toBe(200);
  });

  it('comes from the link of a mail, and says when an account is locked', async () => {
    const use = (token: string) => edge.app.inject({ method: 'POST', url: '/session/links', payload: { token } });
    expect((await use('mailed')).headers['set-cookie']).toMatch(/^__Host-oc_session=[\w.-]+;/);
    expect((await use('old')).json()).toMatchObject({ status: 401, code: 'link-refused' });
    expect((await post({}, 'guessed')).json()).toMatchObject({ status: 429, code: 'account-locked' });
  });

  it('is renewed at once when a page asks for it', async () => {
    const cookie = await signIn(edge);
    const renew = (headers: Record<string, string>) =>
      edge.app.inject({ method: 'POST', url: '/session/renewals', headers });
    expect((await renew({ cookie, 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
    const answer = await renew({ cookie });
    expect(answer.statusCode).toBe(204);
    expect(cookieIn(answer.headers['set-cookie'])).not.toBe(cookie);
    expect((await renew({})).json()).toMatchObject({ status: 401, code: 'signed-out' });
  });

  it('is renewed once for all requests that carry the same cookie, also late ones', async () => {
    edge.tokenLife.seconds = 30;
    const cookie = await signIn(edge);
    edge.tokenLife.seconds = 600;
    edge.membership.length = 0;
    const answers = await Promise.all([1, 2, 3, 4].map(() => whoami(cookie)));
    answers.push(await whoami(cookie));
    expect(answers.map((answer) => answer.statusCode)).toEqual([200, 200, 200, 200, 200]);
    expect(edge.membership.filter(({ url }) => url === '/v1/session-refreshes')).toHaveLength(1);
    const renewed = cookieIn(answers[0]?.headers['set-cookie']);
    expect(renewed).not.toBe(cookie);
    const after = await whoami(renewed);
    expect(after.statusCode).toBe(200);
    expect(after.headers['set-cookie']).toBeUndefined();
  });

  it('is taken away when membership has ended it', async () => {
    edge.tokenLife.seconds = 30;
    const cookie = await signIn(edge);
    edge.tokenLife.ended = true;
    const answer = await whoami(cookie);
    edge.tokenLife.ended = false;
    expect(answer.json()).toMatchObject({ status: 401, code: 'session-ended' });
    expect(answer.headers['set-cookie']).toMatch(/^__Host-oc_session=;.*Max-Age=0/);
  });

  it('holds at the gateway that sealed it alone', async () => {
    const cookie = await signIn(edge);
    const other = await startEdge();
    const answer = await other.app.inject({ url: '/session', headers: { cookie } });
    await other.stop();
    expect(answer.statusCode).toBe(401);
  });

  it('ends at membership too when somebody signs out', async () => {
    const cookie = await signIn(edge);
    const answer = await edge.app.inject({ method: 'DELETE', url: '/session', headers: { cookie } });
    expect(answer.statusCode).toBe(204);
    expect(answer.headers['set-cookie']).toMatch(/^__Host-oc_session=;.*Max-Age=0/);
    expect(edge.membership.at(-1)).toMatchObject({ url: '/v1/session-revocations' });
  });

  describe('that the browser had before', () => {
    const ended = () =>
      edge.membership
        .filter(({ url }) => url === '/v1/session-revocations')
        .map(({ body }) => (JSON.parse(body) as { refreshToken: string }).refreshToken);
    const refreshTokenIn = async (cookie: string) =>
      (await jwtDecrypt(cookie.split('=')[1] ?? '', edge.sessionKey)).payload['refreshToken'];
    beforeEach(() => edge.membership.splice(0));

    it('ends with the next sign-in, whoever signs in, and the new one holds', async () => {
      const former = await signIn(edge);
      const answer = await post({ cookie: former });
      expect(answer.statusCode).toBe(204);
      expect(ended()).toEqual([await refreshTokenIn(former)]);
      expect((await whoami(cookieIn(answer.headers['set-cookie']))).statusCode).toBe(200);
    });

    it('stays when the sign-in is refused, or waits for a second factor', async () => {
      const cookie = await signIn(edge);
      expect((await post({ cookie }, 'wrong')).statusCode).toBe(401);
      expect((await post({ cookie }, 'two steps')).statusCode).toBe(202);
      expect((await post({ cookie: '__Host-oc_session=a.b.c.d.e' })).statusCode).toBe(204);
      expect(ended()).toEqual([]);
    });

    it('keeps nobody out when membership does not end it', async () => {
      const cookie = await signIn(edge);
      edge.refusals.revocations = 1;
      const answer = await post({ cookie });
      expect([answer.statusCode, edge.refusals.revocations]).toEqual([204, 0]);
      expect((await whoami(cookieIn(answer.headers['set-cookie']))).statusCode).toBe(200);
    });
  });

  it('lets one address try thirty times a minute', async () => {
    const tries = [];
    for (let n = 0; n < 31; n++) tries.push(await post({}, 'wrong'));
    const last = tries.at(-1);
    expect(last?.json()).toMatchObject({ status: 429, code: 'too-many-attempts' });
    expect(Number(last?.headers['retry-after'])).toBeGreaterThan(0);
    expect(last?.headers['ratelimit-remaining']).toBe('0');
  });
});
