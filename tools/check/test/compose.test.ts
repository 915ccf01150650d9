import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';

const root = resolve(import.meta.dirname, '../../..');

function lint(file: string): { status: number | null; output: string } {
  const run = spawnSync('node_modules/.bin/dclint', ['--quiet', '--config', 'tools/check/dclint.json', file], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status: run.status, output: run.stdout + run.stderr };
}

test('the compose file follows the schema', () => {
  expect(lint('docker-compose.yml')).toEqual({ status: 0, output: expect.any(String) });
});

test.each([
  ['unknown-key', 'invalid-schema'],
  ['open-port', 'no-unbound-port-interfaces'],
])('%s is refused', (fixture, rule) => {
  expect(lint(`tools/check/fixtures/compose/${fixture}.yml`)).toEqual({
    status: 1,
    output: expect.stringContaining(rule),
  });
});

test('every variable of the compose file stands in the example, and no secret in there has a value', () => {
  const compose = readFileSync(resolve(root, 'docker-compose.yml'), 'utf8');
  const example = readFileSync(resolve(root, '.env.example'), 'utf8');
  const named = new Map(Object.entries(parseEnv(example)));
  const used = new Set([...compose.matchAll(/\$\{([A-Z_]+)/g)].map(([, name]) => name));
  expect([...used].sort()).toEqual([...named.keys()].sort());
  expect([...named].filter(([name, value]) => /KEY|PASSWORD|SECRET/.test(name) && value !== '')).toEqual([]);
});

test('secrets are made in the form that services take, once', () => {
  const folder = mkdtempSync(join(tmpdir(), 'opencircle-env-'));
  try {
    const file = join(folder, '.env');
    const make = () => spawnSync(process.execPath, ['deploy/make-env.mjs', file], { cwd: root, encoding: 'utf8' });
    expect(make()).toMatchObject({ status: 0 });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const made = readFileSync(file, 'utf8');
    const { AUDIT_SIGNING_KEY = '', MEMBERSHIP_MASTER_KEY = '' } = parseEnv(made);
    expect(JSON.parse(AUDIT_SIGNING_KEY)).toMatchObject({ kty: 'OKP', crv: 'Ed25519', d: expect.any(String) });
    expect(Buffer.from(MEMBERSHIP_MASTER_KEY, 'base64')).toHaveLength(32);
    expect(made).not.toMatch(/^[A-Z_]+=$/m);
    expect(make()).toMatchObject({ status: 1, stderr: expect.stringContaining('is left alone') });
    expect(readFileSync(file, 'utf8')).toBe(made);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
