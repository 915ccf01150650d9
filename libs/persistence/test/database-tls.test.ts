import { chmodSync, chownSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startPostgres, type Postgres } from '@opencircle/backing-services';
import { testAuthority, type TestAuthority } from '@opencircle/testing';
import { dataSource } from '../src/data-source.js';

let postgres: Postgres;
let authority: TestAuthority;
let folder: string;

beforeAll(async () => {
  authority = await testAuthority();
  folder = mkdtempSync(join(tmpdir(), 'oc-database-tls-'));
  chmodSync(folder, 0o711);
  const dataDir = join(folder, 'postgres');
  const logFile = join(folder, 'postgres.log');
  postgres = await startPostgres({ port: await freePort(), dataDir, logFile, password: 'test', durable: false });
  const { cert, key } = await authority.issue({ hosts: ['localhost'] });
  const { uid, gid } = statSync(dataDir);
  const files = { 'server.crt': cert, 'server.key': key };
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(dataDir, name), content, { mode: 0o600 });
    chownSync(join(dataDir, name), uid, gid);
  }
  writeFileSync(join(folder, 'ca.pem'), authority.cert);
  writeFileSync(join(folder, 'other.pem'), (await testAuthority('Somebody else')).cert);
  await ask(postgres.adminUrl, 'ALTER SYSTEM SET ssl = on');
  await ask(postgres.adminUrl, 'SELECT pg_reload_conf()');
});

afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function ask(url: string, sql: string): Promise<unknown> {
  const source = await dataSource({ url, name: 'test', poolSize: 1 }).initialize();
  try {
    return await source.query(sql);
  } finally {
    await source.destroy();
  }
}

function addressOf(host: string, query: string): string {
  return `${postgres.adminUrl.replace('127.0.0.1', host)}?${query}`;
}

const ENCRYPTED = 'SELECT ssl, version FROM pg_stat_ssl WHERE pid = pg_backend_pid()';

test('sslmode=verify-full with the authority’s file encrypts and verifies', async () => {
  const url = addressOf('localhost', `sslmode=verify-full&sslrootcert=${join(folder, 'ca.pem')}`);
  expect(await ask(url, ENCRYPTED)).toEqual([{ ssl: true, version: 'TLSv1.3' }]);
});

test('without a file, the authorities are those of the process', async () => {
  const url = addressOf('localhost', 'sslmode=verify-full');
  await expect(ask(url, ENCRYPTED)).rejects.toMatchObject({ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' });
  const distrust = authority.trust();
  expect(await ask(url, ENCRYPTED)).toMatchObject([{ ssl: true }]);
  distrust();
});

test.each([
  ['another authority’s file', 'localhost', 'other.pem', /^UNABLE_TO_VERIFY|^SELF_SIGNED|^UNABLE_TO_GET/],
  ['a host that the certificate does not name', '127.0.0.1', 'ca.pem', /^ERR_TLS_CERT_ALTNAME_INVALID$/],
])('%s is refused', async (_what, host, file, code) => {
  const url = addressOf(host, `sslmode=verify-full&sslrootcert=${join(folder, file)}`);
  await expect(ask(url, ENCRYPTED)).rejects.toMatchObject({ code: expect.stringMatching(code) });
});

describe('PGSSLMODE=no-verify', () => {
  beforeEach(() => void (process.env['PGSSLMODE'] = 'no-verify'));
  afterEach(() => {
    delete process.env['PGSSLMODE'];
  });

  test('does not undo sslmode=verify-full', async () => {
    const url = addressOf('localhost', `sslmode=verify-full&sslrootcert=${join(folder, 'other.pem')}`);
    await expect(ask(url, ENCRYPTED)).rejects.toThrow(/certificate/);
  });

  // Why a service does not start with it.
  test.each(['', 'ssl=no-verify', 'sslmode=no-verify'])('%j has anybody’s certificate believed', async (query) => {
    expect(await ask(addressOf('127.0.0.1', query), ENCRYPTED)).toMatchObject([{ ssl: true }]);
  });
});
