import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { KeptPasskey } from '@opencircle/software-passkey';

/** What `npm start` leaves in `<data>/run.json`. */
export type RunFile = {
  addresses: { finder: string; console: string; mail: string; services: Record<ServiceName, string> };
  ports: Record<string, number>;
  pids: Record<string, number>;
  databases: Record<ServiceName, { url: string; ownerUrl: string }>;
  brokers: string;
  /** `totpSecret` in base32, `passkey` for programs; where the role needs a second factor. */
  accounts: { role: string; email: string; password: string; totpSecret?: string; passkey?: KeptPasskey }[];
  logs: string;
};
export type ServiceName = 'listings' | 'matching' | 'membership' | 'notifications';

/** The whole of OpenCircle on this machine, as `npm start` brings it up. */
export type Stack = {
  /** Read anew at each call: pids change when a part was restarted. */
  run(): RunFile;
  /** All that was printed so far. */
  output(): string;
  /** Seconds from the command to `ready`. */
  seconds: number;
  steps: { name: string; seconds: number }[];
  stop(): Promise<void>;
};

const STEP = /^✓ (.+?)\s+(\d+\.\d) s$/;

export type StackOptions = {
  port: number;
  data: string;
  args?: string[];
  env?: Record<string, string>;
  /** Told at once, so that a caller can stop a start that is under way. */
  onLaunch?: (stop: Stack['stop']) => void;
};

/** Runs what `npm start` runs in `folder`; resolves when it says it is ready. Rejects with its output when it ends before. */
export async function startStack(folder: string, options: StackOptions): Promise<Stack> {
  const began = performance.now();
  const child = spawn(
    'node',
    ['deploy/local/start.mjs', '--port', String(options.port), '--data', options.data, ...(options.args ?? [])],
    {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      // Programs ask more often than people, and all from one address.
      env: { ...process.env, REQUEST_LIMIT_FACTOR: '1000', ...options.env, PATH: pathWithoutOurs() },
    },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  options.onLaunch?.(stop);
  const said: string[] = [];
  const steps: Stack['steps'] = [];
  const seconds = await new Promise<number>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        said.push(line);
        const step = STEP.exec(line);
        if (step !== null) steps.push({ name: step[1] ?? '', seconds: Number(step[2]) });
        if (/^ready\b/i.test(line.trim())) resolve((performance.now() - began) / 1000);
      });
    }
    void ended.then(() => reject(new Error(`npm start ended:\n${said.join('\n')}`)));
  });
  return {
    run: () => JSON.parse(readFileSync(join(options.data, 'run.json'), 'utf8')) as RunFile,
    output: () => said.join('\n'),
    seconds,
    steps,
    stop,
  };
}

/** `first`, moved by a multiple of 40 that differs between test runs, so that two on one machine do not meet. */
export function stackPort(first: number): number {
  return first + (process.pid % 60) * 40;
}

/** A newcomer has no node_modules of ours before the system's Node. */
function pathWithoutOurs(): string {
  return (process.env['PATH'] ?? '')
    .split(':')
    .filter((folder) => !folder.includes('node_modules'))
    .join(':');
}
