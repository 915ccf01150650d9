import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fingerprint } from '../bootstrap/fingerprint.mjs';

const root = mkdtempSync(join(tmpdir(), 'opencircle-fingerprint-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function write(path: string): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), 'x');
}

test('changes with sources and missing output, not with types, packages or test reports', () => {
  write('libs/a/src/index.ts');
  write('libs/a/dist/index.js');
  const first = fingerprint(root);
  for (const path of [
    'libs/a/dist/tsconfig.tsbuildinfo',
    'libs/a/node_modules/x.js',
    'dist/report.json',
    'libs/a/.cache/x',
  ])
    write(path);
  expect(fingerprint(root)).toBe(first);

  utimesSync(join(root, 'libs/a/src/index.ts'), 1, 1);
  const touched = fingerprint(root);
  expect(touched).not.toBe(first);
  rmSync(join(root, 'libs/a/dist/index.js'));
  expect(fingerprint(root)).not.toBe(touched);
});
