import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimFolder, FolderInUse, note, releaseFolder } from '../bootstrap/process-book.mjs';
import { identityOf } from '../bootstrap/process-identity.mjs';

const data = mkdtempSync(join(tmpdir(), 'opencircle-book-'));
afterAll(() => rmSync(data, { recursive: true, force: true }));

const sleeper = () => spawn('sleep', ['60'], { stdio: 'ignore' });

test('refuses a folder that a living stack works on, and takes it when that one has let go', async () => {
  await claimFolder(data);
  await expect(claimFolder(data)).rejects.toThrow(FolderInUse);
  await expect(claimFolder(data)).rejects.toThrow(new RegExp(`process ${process.pid}[^]*--port 5800`));
  expect(statSync(join(data, 'processes.json')).mode & 0o777).toBe(0o600);
  releaseFolder(data);
  await claimFolder(data);
  releaseFolder(data);
});

test('ends what a killed stack has left, and leaves alone a stranger who got an old process id', async () => {
  const [left, stranger] = [sleeper(), sleeper()];
  const gone = { name: 'start', pid: 999_999_999, identity: '1' };
  writeFileSync(
    join(data, 'processes.json'),
    JSON.stringify([gone, { name: 'old', pid: stranger.pid, identity: 'another time' }]),
  );
  note(data, 'listings', left.pid ?? 0);
  expect(JSON.parse(readFileSync(join(data, 'processes.json'), 'utf8'))).toHaveLength(1);
  const ended = once(left, 'exit');
  await claimFolder(data);
  await ended;
  expect(identityOf(stranger.pid ?? 0)).toBeDefined();
  stranger.kill();
  releaseFolder(data);
});
