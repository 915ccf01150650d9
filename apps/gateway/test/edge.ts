import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApplication } from '@opencircle/service-defaults';
import { gateway } from '../src/service.js';
import { json, startUpstream, type Seen } from './upstream.js';

export type Edge = {
  app: NestFastifyApplication;
  membership: Seen[];
  listings: Seen[];
  finder: Seen[];
  /** What its cookies are sealed with. */
  sessionKey: Uint8Array;
  /** Seconds that the next access token lasts; whether membership has ended every session. */
  tokenLife: { seconds: number; ended: boolean };
  /** Problem codes with which listings refuses the next requests; how often membership refuses `/v1/me`, and fails to end a session. */
  refusals: { codes: string[]; me: number; revocations: number };
  /** What listings waits for before it answers. */
  pace: { listings: Promise<void> };
  stopFinder: () => Promise<void>;
  stop: () => Promise<void>;
};

const person = {
  id: '01890a5d-ac96-774b-bcce-b302099a8061',
  displayName: 'Mo',
  roles: [{ role: 'moderator' }],
  aal: 2,
  mustEnrol: false,
  factors: ['totp'],
};
const challenge = { challenge: 'which-one', factors: ['totp'], passkey: { challenge: 'signed' } };

/** What membership wants back of a sign-in by a provider. */
export const flow = { organizationId: person.id, state: 'the-state', verifier: 'the-verifier' };
const start = { url: 'https://login.example.org/authorize?state=the-state', flow };

type Given = { password?: string; refreshToken?: string; token?: string; code?: string; answer?: { code: string } };

/**
 * The gateway in front of small real servers; `matching` is an address where nobody listens. `more`: variables beside the
 * usual ones.
 */
export async function startEdge(
  publicUrl = 'http://localhost:4800',
  more: Readonly<Record<string, string>> = {},
): Promise<Edge> {
  const tokenLife = { seconds: 600, ended: false };
  const refusals = { codes: [] as string[], me: 0, revocations: 0 };
  let made = 0;
  const used = new Set<string>();
  const membership = await startUpstream(({ url, body, headers }, response) => {
    const tokens = () => ({
      accessToken: `access-${++made}`,
      refreshToken: `refresh-${made}`,
      expiresIn: tokenLife.seconds,
    });
    const given = body === '' ? {} : (JSON.parse(body) as Given);
    if (url === '/v1/sessions' && given.password === 'two steps') json(response, 202, challenge);
    else if (url === '/v1/sessions' && given.password === 'guessed') json(response, 429, { code: 'account-locked' });
    else if (url === '/v1/sessions') json(response, given.password === 'right' ? 201 : 401, tokens());
    else if (url === '/v1/session-links') json(response, given.token === 'mailed' ? 201 : 401, tokens());
    else if (url === '/v1/session-provider-starts') json(response, 201, start);
    else if (url === '/v1/session-providers' && given.answer?.code === 'two steps') json(response, 202, challenge);
    else if (url === '/v1/session-providers') json(response, given.answer?.code === 'right' ? 201 : 401, tokens());
    else if (url === '/v1/session-challenges') json(response, given.code === '123456' ? 201 : 401, tokens());
    else if (url === '/v1/session-refreshes') {
      const first = !tokenLife.ended && !used.has(given.refreshToken ?? '');
      used.add(given.refreshToken ?? '');
      json(response, first ? 201 : 401, tokens());
    } else if (url === '/v1/session-revocations') {
      json(response, refusals.revocations > 0 ? (refusals.revocations--, 503) : 204, undefined);
    } else if (refusals.me > 0) json(response, (refusals.me--, 401), { code: 'access-changed' });
    else json(response, headers.authorization ? 200 : 401, person);
  });
  const pace = { listings: Promise.resolve() };
  const listings = await startUpstream(async ({ url }, response) => {
    await pace.listings;
    const code = refusals.codes.shift();
    if (code === undefined) return json(response, 200, { url });
    response.setHeader('www-authenticate', 'Bearer error="invalid_token"');
    return json(response, 401, { status: 401, code });
  });
  const finder = await startUpstream((_seen, response) => {
    response.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': 'none at all' });
    response.end('<h1>finder</h1>');
  });
  const consoleDir = await consoleFiles();
  const sessionKey = randomBytes(32);
  const app = await createApplication(gateway, {
    keys: { keys: [] },
    variables: {
      PORT: '0',
      LOG_LEVEL: 'silent',
      ISSUER: 'http://localhost:4803',
      JWKS_URL: `${membership.url}/.well-known/jwks.json`,
      SERVICE_URLS: JSON.stringify({
        membership: membership.url,
        listings: listings.url,
        matching: 'http://127.0.0.1:1',
      }),
      FINDER_URL: finder.url,
      PUBLIC_URL: publicUrl,
      SESSION_KEY: sessionKey.toString('base64'),
      CONSOLE_DIR: consoleDir,
      ...more,
    },
  });
  const stop = async () => {
    await app.close();
    await Promise.all([membership.stop(), listings.stop(), finder.stop()]);
    await rm(consoleDir, { recursive: true });
  };
  return {
    app,
    membership: membership.seen,
    listings: listings.seen,
    finder: finder.seen,
    sessionKey,
    tokenLife,
    refusals,
    pace,
    stopFinder: finder.stop,
    stop,
  };
}

/** Signs in and gives the cookie as a browser would send it back. */
export async function signIn({ app }: Edge): Promise<string> {
  const answer = await app.inject({
    method: 'POST',
    url: '/session',
    payload: { email: 'mo@x.org', password: 'right' },
  });
  return cookieIn(answer.headers['set-cookie']);
}

export function cookieIn(header: string | string[] | undefined): string {
  return String(header).split(';')[0] ?? '';
}

async function consoleFiles(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'oc-console-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<meta content="__CSP_NONCE__"><script nonce="__CSP_NONCE__"></script>');
  await writeFile(join(folder, 'assets', 'main-abc123.js'), 'export {};');
  await writeFile(join(folder, 'logo.svg'), '<svg/>');
  await writeFile(join(folder, '.env'), 'SECRET=1');
  return folder;
}
