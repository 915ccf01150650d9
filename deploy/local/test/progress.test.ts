import { setTimeout as sleep } from 'node:timers/promises';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { builtSoFar } from '../bootstrap/build.mjs';
import { installProgress } from '../bootstrap/install.mjs';
import { isInstalled } from '../bootstrap/packages.mjs';
import { Progress } from '../bootstrap/progress.mjs';

const folder = mkdtempSync(join(tmpdir(), 'opencircle-progress-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): string {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
  return join(folder, path);
}

async function said(terminal: { isTTY: boolean; columns: number }, waitMs: number): Promise<string> {
  let text = '';
  const write = (more: string) => (text += more);
  const progress = new Progress({ terminal: { ...terminal, write }, patienceMs: 50, everyMs: 30 });
  const ends = [progress.begin('dependencies', () => '3 of 9'), progress.begin('Kafka', () => '')];
  await sleep(waitMs);
  for (const end of ends) end();
  const atEnd = text;
  await sleep(100);
  expect(text).toBe(atEnd);
  return text;
}

test('of long steps it is said in plain lines how far they are', async () => {
  expect(await said({ isTTY: false, columns: 80 }, 250)).toMatch(/^(… dependencies 0 s, 3 of 9 · Kafka 0 s\n){2,}$/);
});

test('on a terminal one line is written over, fits its width, and is cleared at the end', async () => {
  const text = await said({ isTTY: true, columns: 20 }, 250);
  expect(text).not.toContain('\n');
  expect(text).toContain('\x1b[2K… dependencies 0 s,\r');
  expect(text.endsWith('\x1b[2K')).toBe(true);
});

test('of a short step nothing is said', async () => {
  expect(await said({ isTTY: true, columns: 80 }, 5)).toBe('');
});

test('the installation counts the answers of the registry, then the packages that this machine gets', () => {
  const log = write('npm.log', '$ npm install\nnpm http fetch GET 200 /a\nnpm http fetch GET 200 /b\n');
  const packages = {
    '': {},
    'libs/own': { version: '1.0.0' },
    'node_modules/own': { link: true },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/@s/b': { version: '1.0.0', os: ['!plan9'] },
    'node_modules/elsewhere': { version: '1.0.0', optional: true, os: ['plan9'] },
    'node_modules/elsewhere/node_modules/c': { version: '1.0.0', optional: true },
  };
  write('package-lock.json', JSON.stringify({ packages }));
  const progress = installProgress(folder, log);
  expect(progress()).toBe('2 answers of the registry about 2 packages');
  write('node_modules/@s/b/package.json', '{}');
  expect(progress()).toBe('1 of 2 packages are there');

  expect(isInstalled(folder)).toBe(false);
  const { 'node_modules/elsewhere': _, 'node_modules/elsewhere/node_modules/c': __, ...laidDown } = packages;
  write('node_modules/.package-lock.json', JSON.stringify({ packages: laidDown }));
  expect(isInstalled(folder)).toBe(true);
});

test('the build counts the projects that Nx has finished', () => {
  const began = '\n NX   Running target build for 3 projects and 1 task they depend on:\n\n- @opencircle/a\n';
  expect(builtSoFar('')).toBe('');
  expect(builtSoFar(began)).toBe('0 of 3 projects are built');
  expect(builtSoFar(`${began}\n> nx run @opencircle/a:build\n\n> swc src\n`)).toBe('1 of 3 projects are built');
});
