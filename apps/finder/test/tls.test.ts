import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import { connect } from 'node:tls';
import { CertificateFolder, eventually, testAuthority, type TestAuthority } from '@opencircle/testing';
import { freePort, runFinder, startServices, type Services } from './finder.js';
import { found, sanJose } from './sample.js';

let authority: TestAuthority;
let folder: CertificateFolder;
let caFile: string;
let [services, foreign]: (Services | undefined)[] = [];
const children: ChildProcess[] = [];

beforeAll(async () => {
  authority = await testAuthority();
  folder = await CertificateFolder.with(await authority.issue());
  caFile = await folder.write('ca.pem', authority.cert);
  const answer: Parameters<typeof startServices>[0] = ({ url }) =>
    url === '/v1/place-searches' ? [200, { items: [sanJose] }] : [200, { items: [found], total: 1, index: {} }];
  services = await startServices(answer, await authority.issue());
  foreign = await startServices(answer, await (await testAuthority('Somebody else')).issue());
});

afterAll(async () => {
  for (const child of children) child.kill();
  for (const each of [services, foreign]) await each?.stop();
  await folder.remove();
});

/** The built finder by https, told of the authority as an operator does. */
async function startSecure(url: string | undefined): Promise<{ port: number; said: string[] }> {
  const port = await freePort();
  const urls = { MATCHING_URL: url ?? '', MEMBERSHIP_URL: url ?? '' };
  const child = runFinder({
    ...urls,
    ...folder.variables,
    DEMAND_TLS: 'true',
    PORT: String(port),
    NODE_EXTRA_CA_CERTS: caFile,
  });
  children.push(child);
  const said: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  await eventually('the finder is up', async () => (await ask(port, '/health/ready')).status === 200);
  return { port, said };
}

async function ask(port: number, path: string, form?: string) {
  const headers =
    form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded', 'content-length': form.length };
  const method = form === undefined ? 'GET' : 'POST';
  const asked = request({ host: 'localhost', port, path, method, headers, ca: authority.cert, agent: false });
  asked.end(form);
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  return { status: answer.statusCode, html: await text(answer) };
}

async function served(port: number): Promise<string> {
  const socket = connect({ host: '127.0.0.1', servername: 'localhost', port, ca: authority.cert });
  await once(socket, 'secureConnect');
  const { fingerprint256 } = socket.getPeerCertificate();
  socket.destroy();
  return fingerprint256;
}

it('serves https alone, asks the services by https, and takes renewed files', async () => {
  const { port, said } = await startSecure(services?.url);
  const { status, html } = await ask(port, '/search', 'where=San+Jose');
  expect([status, html]).toEqual([200, expect.stringContaining(found.name)]);
  await expect(fetch(`http://127.0.0.1:${port}/health/live`)).rejects.toThrow('fetch failed');
  const old = connect({ host: '127.0.0.1', port, ca: authority.cert, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL@SECLEVEL=0' }); // prettier-ignore
  await expect(once(old, 'secureConnect')).rejects.toThrow();
  const [before, next] = [await served(port), await authority.issue()];
  await folder.write('cert.pem', next.cert);
  await eventually('the log says so', async () => Promise.resolve(said.join('').includes('certificate kept')));
  await folder.write('key.pem', next.key);
  await eventually('the new certificate is served', async () => (await served(port)) !== before);
});

it('does not believe a certificate of others: the page stays calm, the log says why', async () => {
  const { port, said } = await startSecure(foreign?.url);
  expect((await ask(port, '/search', 'where=San+Jose')).status).toBe(503);
  expect(said.join('')).toMatch(/"code":"TypeError UNABLE_TO_VERIFY_LEAF_SIGNATURE","msg":"no answer"/);
  expect(foreign?.seen).toEqual([]);
});

it.each<[string, Record<string, string>, RegExp]>([
  ['a certificate without key', { TLS_CERT_FILE: '/nowhere.pem' }, /^finder: TLS_KEY_FILE: must be set with/m],
  [
    'files that are not there',
    { TLS_CERT_FILE: '/no.pem', TLS_KEY_FILE: '/no.pem' },
    /^finder: TLS_CERT_FILE: must be a file/m,
  ],
  [
    'verification that is off',
    { NODE_TLS_REJECT_UNAUTHORIZED: '0' },
    /^finder: NODE_TLS_REJECT_UNAUTHORIZED: must not be 0/m,
  ],
  [
    'a plain address where TLS is demanded',
    { DEMAND_TLS: 'true' },
    /^finder: MATCHING_URL: DEMAND_TLS=true demands https/m,
  ],
  ['a plain public address', { PUBLIC_URL: 'http://circle.example' }, /^finder: PUBLIC_URL: must be https/m],
])('%s stops the start', async (_what, more, fault) => {
  const child = runFinder({ MATCHING_URL: 'http://m', MEMBERSHIP_URL: 'http://m', ...more });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  expect([code, said]).toEqual([78, expect.stringMatching(fault)]);
});
