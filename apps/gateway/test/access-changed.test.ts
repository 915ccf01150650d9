import request from 'supertest';
import { cookieIn, signIn, startEdge, type Edge } from './edge.js';
import { listening } from './raw-get.js';

describe('a token that is not taken any more', () => {
  let edge: Edge;
  let cookie: string;
  beforeAll(async () => (edge = await startEdge()));
  afterAll(() => edge.stop());
  beforeEach(async () => {
    cookie = await signIn(edge);
    edge.refusals.codes = [];
    edge.tokenLife.ended = false;
    edge.listings.splice(0);
    edge.membership.splice(0);
  });

  const headers = () => ({ cookie, 'x-opencircle-csrf': '1' });
  const get = () => edge.app.inject({ url: '/api/listings/v1/cases', headers: headers() });
  const refreshes = () => edge.membership.filter(({ url }) => url === '/v1/session-refreshes').length;
  const tokens = () => edge.listings.map((seen) => seen.headers.authorization);

  it.each(['access-changed', 'invalid-token'])('is renewed, and the request repeated: %s', async (code) => {
    edge.refusals.codes = [code];
    const answer = await get();
    expect([answer.statusCode, answer.json()]).toEqual([200, { url: '/v1/cases' }]);
    expect(answer.headers['www-authenticate']).toBeUndefined();
    expect(new Set(tokens()).size).toBe(2);
    const renewed = cookieIn(answer.headers['set-cookie']);
    expect(renewed).toMatch(/^__Host-oc_session=/);
    expect(JSON.stringify([answer.headers, answer.body])).not.toMatch(/access-\d|refresh-\d/);
    cookie = renewed;
    expect((await get()).headers['set-cookie']).toBeUndefined();
  });

  it('is renewed once for all requests of a page', async () => {
    edge.refusals.codes = ['access-changed', 'access-changed', 'access-changed'];
    const answers = await Promise.all([get(), get(), get()]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
    expect(refreshes()).toBe(1);
  });

  it('is renewed with a body as well, which arrives as it was', async () => {
    edge.refusals.codes = ['access-changed'];
    const payload = '{"reasonCode":"größer"}';
    const type = 'application/json; charset=utf-8';
    const answer = await edge.app.inject({ method: 'POST', url: '/api/listings/v1/case-decisions', headers: { ...headers(), 'content-type': type }, payload }); // prettier-ignore
    expect(answer.statusCode).toBe(200);
    expect(edge.listings.map(({ body }) => body)).toEqual([payload, payload]);
    expect(edge.listings.map((seen) => seen.headers['content-type'])).toEqual([type, type]);
  });

  it('is renewed, and a long body is for the page to send again', async () => {
    edge.refusals.codes = ['access-changed'];
    const answer = await request(await listening(edge.app))
      .post('/api/listings/v1/imports')
      .set(headers())
      .type('application/json')
      .send(JSON.stringify('x'.repeat(200_000)));
    expect([answer.status, (answer.body as { code: string }).code]).toEqual([401, 'access-changed']);
    expect(cookieIn(answer.headers['set-cookie'])).toMatch(/^__Host-oc_session=./);
    expect(edge.listings).toHaveLength(1);
  });

  it('is tried twice, not for ever', async () => {
    edge.refusals.codes = ['access-changed', 'access-changed', 'access-changed'];
    const answer = await get();
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([401, 'access-changed']);
    expect(edge.listings).toHaveLength(2);
    expect(refreshes()).toBe(1);
  });

  it('takes the cookie with it when the session has ended', async () => {
    edge.refusals.codes = ['access-changed'];
    edge.tokenLife.ended = true;
    const answer = await get();
    expect(answer.json()).toMatchObject({ status: 401, code: 'session-ended' });
    expect(answer.headers['set-cookie']).toMatch(/^__Host-oc_session=;.*Max-Age=0/);
  });

  it('is another matter than being refused for other reasons', async () => {
    edge.refusals.codes = ['unauthenticated'];
    expect((await get()).json()).toMatchObject({ status: 401, code: 'unauthenticated' });
    expect(refreshes()).toBe(0);
  });

  it('does not sign anybody out of the page that asks who they are', async () => {
    edge.refusals.me = 1;
    const answer = await edge.app.inject({ url: '/session', headers: { cookie } });
    expect([answer.statusCode, answer.json<{ displayName: string }>().displayName]).toEqual([200, 'Mo']);
    expect(cookieIn(answer.headers['set-cookie'])).toMatch(/^__Host-oc_session=./);
  });
});
