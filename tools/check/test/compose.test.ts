import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

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
  const named = new Map([...example.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name, value]));
  const used = new Set([...compose.matchAll(/\$\{([A-Z_]+)/g)].map(([, name]) => name));
  expect([...used].sort()).toEqual([...named.keys()].sort());
  expect([...named].filter(([name, value]) => /KEY|PASSWORD|SECRET/.test(name ?? '') && value !== '')).toEqual([]);
});
