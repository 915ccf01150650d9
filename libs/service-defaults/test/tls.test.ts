import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { request } from 'node:https';
import { connect as connectPlain } from 'node:net';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { CertificateFolder, eventually, testAuthority, type TestAuthority } from '@opencircle/testing';
import { createApplication } from '../src/index.js';
import { Routes } from './problem-routes.js';
import { definitionOf, tokenIssuer, variables } from './tiny-service.js';

let authority: TestAuthority;
let folder: CertificateFolder;
let app: NestFastifyApplication;
let port: number;
const lines: string[] = [];

beforeAll(async () => {
  authority = await testAuthority();
  folder = await CertificateFolder.with(await authority.issue());
  app = await createApplication(definitionOf([Routes]), {
    variables: { ...variables, ...folder.variables, LOG_LEVEL: 'info' },
    keys: (await tokenIssuer()).keys(),
    log: { write: (line: string) => void lines.push(line) },
  });
  await app.listen(0, '127.0.0.1');
  ({ port } = app.getHttpServer().address() as { port: number });
});

afterAll(async () => {
  await app.close();
  await folder.remove();
});

async function ask(path: string, options: { method?: string; body?: string } = {}) {
  const method = options.method ?? 'GET';
  const headers = { 'content-type': 'application/json' };
  const asked = request({ host: 'localhost', port, path, method, headers, ca: authority.cert, agent: false });
  asked.end(options.body);
  const [answer] = (await once(asked, 'response')) as [import('node:http').IncomingMessage];
  return { status: answer.statusCode, body: await text(answer) };
}

async function shake(options: ConnectionOptions): Promise<TLSSocket> {
  const socket = connect({ host: '127.0.0.1', servername: 'localhost', port, ca: authority.cert, ...options });
  await once(socket, 'secureConnect');
  return socket;
}

/** What comes back over a connection of its own. */
async function rawAnswerTo(bytes: string): Promise<string> {
  const socket = await shake({});
  let answer = '';
  socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
  socket.on('error', () => undefined);
  socket.write(bytes);
  await once(socket, 'close');
  return answer;
}

test('health, routes, limits and problems are over https what they are over http', async () => {
  expect(await ask('/health/ready')).toMatchObject({ status: 200 });
  expect((await ask('/v1/searches', { method: 'POST', body: '{"near":' })).body).toMatch('"malformed-request"');
  const large = await ask('/v1/searches', { method: 'POST', body: JSON.stringify({ near: 'x'.repeat(1_100_000) }) });
  expect([large.status, large.body]).toEqual([413, expect.stringContaining('"body-too-large"')]);
});

test.each([
  ['no HTTP', 'NOT HTTP\r\n\r\n', 400],
  ['endless headers', `GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`, 431],
  ['an odd expectation', 'GET / HTTP/1.1\r\nhost: x\r\nexpect: cake\r\nconnection: close\r\n\r\n', 417],
])('%s inside TLS is answered as a problem', async (_what, bytes, status) => {
  const answer = await rawAnswerTo(bytes);
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(answer).toMatch('application/problem+json');
});

test('plain http gets no word on that port', async () => {
  const socket = connectPlain(port, '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1')));
  socket.on('error', () => undefined);
  socket.write('GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n');
  await once(socket, 'close');
  expect(answer).not.toMatch('HTTP/1.1');
  await expect(fetch(`http://127.0.0.1:${port}/health/live`)).rejects.toThrow('fetch failed');
});

test.each(['TLSv1.2', 'TLSv1.3'] as const)('%s is spoken, with forward secrecy', async (version) => {
  const socket = await shake({ minVersion: version, maxVersion: version });
  expect(socket.getProtocol()).toBe(version);
  expect(socket.getCipher().name).toMatch(/^(TLS_AES|ECDHE-).*GCM/);
  socket.destroy();
});

test.each<[string, ConnectionOptions]>([
  ['TLS 1.1', { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL@SECLEVEL=0' }],
  ['CBC', { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-SHA:ECDHE-ECDSA-AES256-SHA384' }],
  ['no forward secrecy', { maxVersion: 'TLSv1.2', ciphers: 'AES256-GCM-SHA384' }],
])('%s is not', async (_what, options) => {
  await expect(shake(options)).rejects.toThrow(/alert|EPROTO|handshake/i);
});

test('the certificate is verified by whoever asks: without the authority, nobody is answered', async () => {
  await expect(fetch(`https://localhost:${port}/health/live`)).rejects.toMatchObject({
    cause: { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' },
  });
});

async function served(): Promise<string> {
  const socket = await shake({});
  const { fingerprint256 } = socket.getPeerCertificate();
  socket.destroy();
  return fingerprint256;
}

test('renewed files are served without a restart; half-written ones leave the old certificate, and the log says both', async () => {
  const [old, next] = [await served(), await authority.issue()];
  await folder.write('cert.pem', next.cert);
  await eventually('the log says that the files do not fit', async () =>
    Promise.resolve(lines.some((line) => /TLS_KEY_FILE.*certificate kept: the new file must be the key/.test(line))),
  );
  expect(await served()).toBe(old);
  await folder.write('key.pem', next.key);
  await eventually('the new certificate is served', async () => (await served()) !== old);
  expect(lines.join('')).toMatch(/"validUntil":"20.*"msg":"new certificate taken"/);
  expect(lines.join('')).not.toMatch('PRIVATE KEY');
  expect(await ask('/health/live')).toMatchObject({ status: 200 });
});

/** The containers' health check. */
async function healthExit(path?: string): Promise<number | null> {
  const program = resolve(import.meta.dirname, '../../../deploy/health.mjs');
  const env = { ...folder.variables, PORT: String(port), ...(path && { HEALTH_PATH: path }) };
  const [code] = (await once(spawn(process.execPath, [program], { env }), 'exit')) as [number | null];
  return code;
}

test('the health check of a container asks by https, and judges what is served, not the file', async () => {
  const good = await readFile(folder.certFile, 'utf8');
  expect(await healthExit()).toBe(0);
  await folder.write('cert.pem', (await authority.issue()).cert);
  expect(await healthExit()).toBe(0);
  await folder.write('cert.pem', good);
  expect(await healthExit('/nowhere')).toBe(1);
});

test('the metric says how long the certificate lasts', async () => {
  const { body } = await ask('/metrics');
  const seconds = Number(/^tls_certificate_remaining_seconds (\S+)$/m.exec(body)?.[1]);
  expect(seconds).toBeGreaterThan(29 * 86_400);
  expect(seconds).toBeLessThan(30 * 86_400 + 1);
});

test('a certificate that expires while it is served is served on, and the log says so once, not of a new file', async () => {
  const expiries = () => lines.filter((line) => line.includes('certificate expired'));
  const kept = () => lines.filter((line) => line.includes('certificate kept'));
  const [before, old, day] = [kept(), await served(), 86_400_000];
  const { now } = Date;
  const aMonthOn = () => now() + 31 * day;
  Date.now = aMonthOn;
  try {
    await eventually('the log says so', async () => Promise.resolve(expiries().length > 0));
    expect(expiries()[0]).toMatch(/"level":"error".*"validUntil":"20.*"msg":"certificate expired, and served/);
    expect((await ask('/metrics')).body).toMatch(/^tls_certificate_remaining_seconds -/m);
    expect(kept()).toEqual(before);
    await folder.write('key.pem', `${await readFile(folder.keyFile, 'utf8')}\n`);
    await eventually('the file is looked at again', async () => Promise.resolve(kept().length > before.length));
    expect([await served(), expiries()]).toEqual([old, [expect.anything()]]);
  } finally {
    Date.now = now;
  }
  await eventually('the pair holds again', async () =>
    Promise.resolve(lines.at(-1)?.includes('new certificate taken') === true),
  );
  Date.now = aMonthOn;
  try {
    await eventually('that the next one expired is said too', async () => Promise.resolve(expiries().length === 2));
  } finally {
    Date.now = now;
  }
});
