import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { connect as connectPlain } from 'node:net';
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
async function startSecure(
  url: string | undefined,
  more: Record<string, string> = {},
): Promise<{ port: number; said: string[] }> {
  const port = await freePort();
  const urls = { MATCHING_URL: url ?? '', MEMBERSHIP_URL: url ?? '' };
  const child = runFinder({
    ...urls,
    ...folder.variables,
    DEMAND_TLS: 'true',
    PORT: String(port),
    NODE_EXTRA_CA_CERTS: caFile,
    ...more,
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
  const [before, next] = [await served(port), await authority.issue()];
  await folder.write('cert.pem', next.cert);
  await eventually('the log says so', async () => Promise.resolve(said.join('').includes('certificate kept')));
  await folder.write('key.pem', next.key);
  await eventually('the new certificate is served', async () => (await served(port)) !== before);
});

/** Whether a server on this port speaks TLS 1.1 with who speaks nothing newer. */
async function speaksOldTls(port: number): Promise<boolean> {
  const versions = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL@SECLEVEL=0' } as const;
  const socket = connect({ host: '127.0.0.1', servername: 'localhost', port, ca: authority.cert, ...versions });
  const spoken = await once(socket, 'secureConnect').then(
    () => socket.getProtocol() === 'TLSv1.1',
    () => false,
  );
  socket.destroy();
  return spoken;
}

it('speaks no TLS 1.1, also where Node would', async () => {
  const NODE_OPTIONS = '--tls-min-v1.0 --tls-cipher-list=ALL@SECLEVEL=0';
  const { port } = await startSecure(services?.url, { NODE_OPTIONS });
  expect(await speaksOldTls(port)).toBe(false);

  const [careless, certificate] = [await freePort(), JSON.stringify(await authority.issue())];
  const program = `require('node:https').createServer(${certificate}).listen(${careless}, () => console.log('up'))`;
  const other = spawn(process.execPath, ['-e', program], { env: { NODE_OPTIONS } });
  children.push(other);
  await once(other.stdout, 'data');
  expect(await speaksOldTls(careless)).toBe(true);
});

it('gives a handshake ten seconds', async () => {
  const { port } = await startSecure(services?.url);
  const silent = connectPlain(port, '127.0.0.1').resume();
  const began = performance.now();
  await once(silent, 'close');
  expect(performance.now() - began).toBeGreaterThan(9_000);
  expect(performance.now() - began).toBeLessThan(30_000);
}, 60_000);

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
