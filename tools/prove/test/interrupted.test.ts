import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { eventually } from '@opencircle/testing';

const dist = join(import.meta.dirname, '..', 'dist');

/** Holds a scratch folder, something to release and a child that hears no signal, and works on and on. */
const program = `
  import { spawn } from 'node:child_process';
  import { setTimeout as sleep } from 'node:timers/promises';
  import { leaveNothingBehind, whileHeld } from ${JSON.stringify(join(dist, 'interrupted.js'))};
  import { withScratch } from ${JSON.stringify(join(dist, 'scratch.js'))};
  leaveNothingBehind();
  await withScratch((folder) => whileHeld(() => console.log('released'), async () => {
    const { pid } = spawn('sh', ['-c', "trap '' TERM INT; while :; do sleep 1; done"], { detached: true, stdio: 'ignore' });
    console.log(folder + ' ' + pid);
    await sleep(60_000);
  }));`;

/** One that is dead and not yet buried does not run. */
function isRunning(pid = ''): boolean {
  return /^[^Z]/.test(spawnSync('ps', ['-o', 'stat=', '-p', pid], { encoding: 'utf8' }).stdout.trim());
}

test.each([
  ['SIGTERM', 143],
  ['SIGINT', 130],
] as const)(
  'a proof that gets %s leaves no process and no folder',
  async (signal, code) => {
    const proof = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines = createInterface({ input: proof.stdout })[Symbol.asyncIterator]();
    const [folder = '', child] = String((await lines.next()).value).split(' ');
    expect(existsSync(folder)).toBe(true);
    proof.kill(signal);
    // As from a terminal and from a parent: it is one request.
    proof.kill(signal);
    const said: string[] = [];
    for (let line = await lines.next(); line.done !== true; line = await lines.next()) said.push(line.value);
    const [exit] = (await (proof.exitCode === null ? once(proof, 'exit') : [proof.exitCode])) as [number];
    expect([exit, said.filter((line) => line !== '')]).toEqual([code, ['stopping …', 'released']]);
    expect(existsSync(folder)).toBe(false);
    await eventually('the child is gone', () => Promise.resolve(!isRunning(child)), 5);
  },
  30_000,
);
