import { cookieIn, signIn, startEdge, type Edge } from './edge.js';

/** One tab signs in anew while requests of another are still under way, with the cookie of before. */
describe('a session in whose place the browser has another', () => {
  let edge: Edge;
  beforeAll(async () => (edge = await startEdge()));
  afterAll(() => edge.stop());
  beforeEach(() => Object.assign(edge.tokenLife, { seconds: 600, ended: false }));

  const signInAnew = async (cookie: string) => {
    const payload = { email: 'mo@x.org', password: 'right' };
    const answer = await edge.app.inject({ method: 'POST', url: '/session', headers: { cookie }, payload });
    expect(cookieIn(answer.headers['set-cookie'])).toMatch(/^__Host-oc_session=./);
  };
  const whoami = (cookie: string) => edge.app.inject({ url: '/session', headers: { cookie } });
  const renew = (cookie: string) => edge.app.inject({ method: 'POST', url: '/session/renewals', headers: { cookie } });
  const cases = (cookie: string) => edge.app.inject({ url: '/api/listings/v1/cases', headers: { cookie } });

  type Ask = typeof whoami;
  const late: [string, Ask][] = [
    ['a page that asks who it is', (cookie) => ((edge.refusals.me = 1), whoami(cookie))],
    ['a page that asks for new tokens', renew],
    ['a page that asks a service', (cookie) => ((edge.refusals.codes = ['access-changed']), cases(cookie))],
  ];

  it.each(late)('does not take the cookie of that one away: %s', async (_, ask) => {
    const former = await signIn(edge);
    await signInAnew(former);
    edge.tokenLife.ended = true;
    const answer = await ask(former);
    expect(answer.json()).toMatchObject({ status: 401, code: 'session-ended' });
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it.each(late)('does not come back in a renewed cookie: %s', async (_, ask) => {
    const first = await signIn(edge);
    const second = cookieIn((await renew(first)).headers['set-cookie']);
    await signInAnew(second);
    const answer = await ask(first);
    expect(answer.json()).toMatchObject({ status: 401, code: 'session-ended' });
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it('does not come back when it was renewed before, by a request that takes its time', async () => {
    edge.tokenLife.seconds = 30;
    const former = await signIn(edge);
    edge.tokenLife.seconds = 600;
    const asked = edge.listings.length;
    let goOn: () => void = () => undefined;
    edge.pace.listings = new Promise<void>((resolve) => (goOn = resolve));
    const slow = cases(former).then((answer) => answer);
    while (edge.listings.length === asked) await new Promise((resolve) => setTimeout(resolve, 10));
    await signInAnew(former);
    goOn();
    const answer = await slow;
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });
});
