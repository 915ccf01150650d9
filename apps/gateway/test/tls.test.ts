import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApplication } from '@opencircle/service-defaults';
import { CertificateFolder, testAuthority, type TestAuthority } from '@opencircle/testing';
import { gateway } from '../src/service.js';
import { json, startUpstream } from './upstream.js';

type Upstream = Awaited<ReturnType<typeof startUpstream>>;

let authority: TestAuthority;
let folder: CertificateFolder;
let distrust: () => void;
let [listings, foreign, misnamed]: (Upstream | undefined)[] = [];
const lines: string[] = [];
const apps: NestFastifyApplication[] = [];

beforeAll(async () => {
  authority = await testAuthority();
  distrust = authority.trust();
  folder = await CertificateFolder.with(await authority.issue());
  const answer: Parameters<typeof startUpstream>[0] = ({ url }, response) =>
    url === '/v1/sessions'
      ? json(response, 201, { accessToken: 'a', refreshToken: 'r', expiresIn: 600 })
      : json(response, 200, { url });
  listings = await startUpstream(answer, await authority.issue());
  foreign = await startUpstream(answer, await (await testAuthority('Somebody else')).issue());
  misnamed = await startUpstream(answer, await authority.issue({ hosts: ['other.example'] }));
});

afterAll(async () => {
  distrust();
  await Promise.all(apps.map((app) => app.close()));
  for (const upstream of [listings, foreign, misnamed]) await upstream?.stop();
  await folder.remove();
});

/** The gateway by https, in front of services by https. */
async function startGateway(membership: Upstream | undefined, finder: Upstream | undefined): Promise<number> {
  const app = await createApplication(gateway, {
    keys: { keys: [] },
    log: { write: (line: string) => void lines.push(line) },
    variables: {
      ...folder.variables,
      DEMAND_TLS: 'true',
      PORT: '0',
      ISSUER: 'https://localhost:4803',
      JWKS_URL: `${listings?.url}/.well-known/jwks.json`,
      SERVICE_URLS: JSON.stringify({
        membership: membership?.url,
        listings: listings?.url,
        foreign: foreign?.url,
        misnamed: misnamed?.url,
      }),
      FINDER_URL: finder?.url,
      PUBLIC_URL: 'https://localhost:4800',
      SESSION_KEY: Buffer.alloc(32).toString('base64'),
    },
  });
  apps.push(app);
  await app.listen(0, '127.0.0.1');
  return (app.getHttpServer().address() as { port: number }).port;
}

async function ask(port: number, path: string, body?: object) {
  const headers = { 'sec-fetch-site': 'same-origin', 'x-opencircle-csrf': '1', 'content-type': 'application/json' };
  const method = body === undefined ? 'GET' : 'POST';
  const asked = request({ host: 'localhost', port, path, method, headers, ca: authority.cert, agent: false });
  asked.end(body && JSON.stringify(body));
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  return { status: answer.statusCode, headers: answer.headers, body: await text(answer) };
}

const credentials = { email: 'mo@example.org', password: 'right' };

it('serves https and asks services and finder by https', async () => {
  const port = await startGateway(listings, listings);
  const answer = await ask(port, '/api/listings/v1/listings');
  expect([answer.status, answer.body]).toEqual([200, '{"url":"/v1/listings"}']);
  expect(answer.headers['strict-transport-security']).toMatch('max-age=');
  expect(listings?.seen.at(-1)?.headers['x-forwarded-proto']).toBe('https');
  expect((await ask(port, '/groups/1')).body).toBe('{"url":"/groups/1"}');
  const signedIn = await ask(port, '/session', credentials);
  expect(String(signedIn.headers['set-cookie'])).toMatch(/^__Host-[^;]+;.*Secure/);
});

it.each([
  ['foreign', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ['misnamed', 'ERR_TLS_CERT_ALTNAME_INVALID'],
])(
  '%s: a certificate that does not hold is a service that does not answer, and the log says why',
  async (name, code) => {
    const upstream = name === 'foreign' ? foreign : misnamed;
    const port = await startGateway(upstream, upstream);
    upstream?.seen.splice(0);
    lines.splice(0);
    const answer = await ask(port, `/api/${name}/v1/things`);
    expect([answer.status, JSON.parse(answer.body)]).toMatchObject([
      503,
      { code: 'service-unavailable', service: name },
    ]);
    expect((await ask(port, '/groups/1')).status).toBe(503);
    expect((await ask(port, '/session', credentials)).status).toBe(503);
    const failures = lines.filter((line) => line.includes('no answer')).map((line) => JSON.parse(line) as object);
    expect(failures).toMatchObject([
      { name, code },
      { name: 'finder', code },
      { name: 'membership', code },
    ]);
    expect(lines.join('')).not.toMatch(/stack|\bat /);
    expect(upstream?.seen).toEqual([]);
  },
);
