import { createAuthProvider } from './auth-provider.js';
import { createCall } from './call.js';
import { Session } from './session.js';

/** A gateway that knows whether somebody is signed in, or was by this cookie, and the console's answers to react-admin. */
function desk({ hasCookie = false } = {}) {
  const gateway = { isIn: false, hasCookie };
  const problem = (code: string) =>
    Response.json(
      { type: code, status: 401 },
      { status: 401, headers: { 'content-type': 'application/problem+json' } },
    );
  const call = createCall((path, init) => {
    if (init?.method === 'DELETE') gateway.isIn = gateway.hasCookie = false;
    if (init?.method === 'POST' && path === '/session') gateway.isIn = gateway.hasCookie = true;
    if (init?.method !== 'GET') return Promise.resolve(new Response(null, { status: 204 }));
    if (gateway.isIn) return Promise.resolve(Response.json({ id: 'wren', roles: [] }));
    return Promise.resolve(problem(gateway.hasCookie ? 'session-ended' : 'signed-out'));
  });
  const auth = createAuthProvider(new Session(call), () => Promise.resolve());
  const signIn = async () => {
    await auth.login({ step: 'password', email: 'wren@example.org', password: 'a lantern by the harbour wall' });
    await auth.checkAuth({});
  };
  /** What a service answers to a page whose session is over; react-admin then signs out. */
  const refuse = async () => {
    gateway.isIn = false;
    const refusal = await call('/api/listings/v1/cases').catch((error: unknown) => error);
    await expect(auth.checkError(refusal)).rejects.toThrow();
    await auth.logout({});
  };
  return { auth, signIn, refuse };
}

describe('a session that ended', () => {
  it('is told to whoever had it open, until they are in again', async () => {
    const { auth, signIn, refuse } = desk();
    await signIn();
    expect(auth.sessionHasEnded()).toBe(false);
    await refuse();
    expect(auth.sessionHasEnded()).toBe(true);
    await signIn();
    expect(auth.sessionHasEnded()).toBe(false);
  });

  it('is told to whoever loads the page anew', async () => {
    const { auth } = desk({ hasCookie: true });
    await expect(auth.checkAuth({})).rejects.toThrow();
    await auth.logout({});
    expect(auth.sessionHasEnded()).toBe(true);
  });

  it('is no news to who signed out, whatever is answered afterwards', async () => {
    const { auth, signIn, refuse } = desk();
    await signIn();
    await auth.logout({});
    await refuse();
    expect(auth.sessionHasEnded()).toBe(false);
  });

  it('is no news to who was not in', async () => {
    const { auth, refuse } = desk();
    await expect(auth.checkAuth({})).rejects.toThrow();
    await refuse();
    expect(auth.sessionHasEnded()).toBe(false);
  });
});
