import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { freeze } from './processes.js';

function isStopped(pid: number): boolean {
  return execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).startsWith('T');
}

test('stops a process with its children, and lets all of them go on', async () => {
  const parent = spawn('sh', ['-c', 'sleep 60 & echo $!; wait'], { stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    const pids = [Number(parent.pid), Number(String(line))];
    const goOn = freeze(Number(parent.pid));
    expect(pids.map(isStopped)).toEqual([true, true]);
    goOn?.();
    expect(pids.map(isStopped)).toEqual([false, false]);
    process.kill(pids[1] ?? 0);
  } finally {
    parent.kill('SIGKILL');
    await once(parent, 'exit');
  }
  expect(freeze(Number(parent.pid))).toBeUndefined();
});
