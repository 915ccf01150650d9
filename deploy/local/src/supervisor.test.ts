import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { launch } from '@opencircle/backing-services';
import { Supervisor, type Part } from './supervisor.js';

const logs = mkdtempSync(join(tmpdir(), 'opencircle-supervisor-'));
afterAll(() => rmSync(logs, { recursive: true, force: true }));

const lines: string[] = [];
const launched: number[] = [];
const supervisor = new Supervisor({
  launched: ({ pid }) => void launched.push(pid),
  restarted: () => undefined,
  line: (text) => void lines.push(text),
});
const ended: string[] = [];

function sleeper(name: string, tier: number): Part {
  return {
    name,
    tier,
    start: (onLaunch) => {
      const process = launch({ name, command: 'sleep', args: ['60'], logFile: join(logs, 'log') });
      onLaunch(process);
      void process.exited.then(() => ended.push(name));
      return Promise.resolve(process);
    },
  };
}

test('starts a part again when it dies, and stops the edge before what it stands on', async () => {
  await supervisor.run(sleeper('database', 1));
  await supervisor.run(sleeper('gateway', 3));
  await supervisor.run(sleeper('listings', 2));
  process.kill(supervisor.pids()['listings'] ?? 0, 'SIGKILL');
  while (launched.length < 4) await sleep(20);
  await sleep(20);
  expect(lines[0]).toMatch(/listings was ended by SIGKILL; starting it again in 0\.5 s \(log: /);
  expect(lines[1]).toBe('✓ listings is up again');
  expect(supervisor.pids()['listings']).toBe(launched[3]);

  ended.length = 0;
  await supervisor.stop();
  expect(ended).toEqual(['gateway', 'listings', 'database']);
  for (const pid of launched) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
}, 20_000);

test('ends at once what is launched while it stops', async () => {
  const { pid } = await sleeper('late', 2).start(supervisor.tracked(2));
  await supervisor.stop();
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
});

test('tries a first start three times, but not with a wrong environment', async () => {
  const attempts: string[] = [];
  const failing = (message: string): Part => ({
    name: 'matching',
    tier: 2,
    start: () => {
      attempts.push(message);
      return Promise.reject(new Error(message));
    },
  });
  const calm = new Supervisor({ launched: () => undefined, restarted: () => undefined, line: () => undefined });
  await expect(calm.run(failing('ended with exit code 1'))).rejects.toThrow('exit code 1');
  await expect(calm.run(failing('ended with exit code 78'))).rejects.toThrow('exit code 78');
  expect(attempts).toHaveLength(4);
});

test('replaces a part that is up and does not get on', async () => {
  const said: string[] = [];
  const hospital = new Supervisor(
    { launched: () => undefined, restarted: () => undefined, line: (text) => void said.push(text) },
    { everyMs: 100, failures: 3 },
  );
  let lives = false;
  await hospital.run({ ...sleeper('matching', 2), isAlive: () => Promise.resolve(lives) });
  const first = hospital.pids()['matching'] ?? 0;
  while (!said.some((line) => line.includes('is up again'))) await sleep(100);
  lives = true;
  expect(said[0]).toMatch(/^✗ matching does not get on; ending it/);
  expect(said[1]).toMatch(/matching was ended by SIGKILL/);
  expect(() => process.kill(first, 0)).toThrow('ESRCH');
  await hospital.stop();
}, 20_000);
