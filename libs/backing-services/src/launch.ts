import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartFailed } from './start-failed.js';
import { withPrivileges, type Privileges } from './system-user.js';

export type ProcessPlan = Privileges & {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** The whole environment of the child; ours when absent. */
  readonly env?: NodeJS.ProcessEnv | undefined;
  readonly cwd?: string | undefined;
  /** stdout and stderr are appended here. */
  readonly logFile: string;
  /** Sent one after the other until the process has ended. */
  readonly stopSignals?: readonly NodeJS.Signals[] | undefined;
  /** What people can do when it fails; part of the message. */
  readonly fix?: string | undefined;
  /** How long each of the signals gets, in milliseconds. */
  readonly graceMs?: number | undefined;
};

export type Exit = { readonly code: number | null; readonly signal: NodeJS.Signals | null; readonly error?: Error };

export type RunningProcess = {
  readonly name: string;
  readonly pid: number;
  readonly logFile: string;
  readonly fix: string | undefined;
  readonly exited: Promise<Exit>;
  isRunning(): boolean;
  /** Ends the process and resolves when it is gone. Safe to call twice. */
  stop(): Promise<void>;
};

/**
 * Starts a child in its own session, so that a Ctrl-C in the terminal reaches only us and we stop children in our order.
 * On Linux the kernel ends the child when we are killed.
 */
export function launch(plan: ProcessPlan): RunningProcess {
  mkdirSync(dirname(plan.logFile), { recursive: true });
  const log = openSync(plan.logFile, 'a', 0o600);
  const { command, args, ...ids } = withPrivileges(plan.command, plan.args, plan);
  const child = spawn(command, args, {
    ...ids,
    cwd: plan.cwd,
    env: plan.env ?? process.env,
    stdio: ['ignore', log, log],
    detached: true,
  });
  closeSync(log);

  let running = true;
  const exited = new Promise<Exit>((resolve) => {
    child.once('error', (error) => resolve({ code: null, signal: null, error }));
    child.once('exit', (code, signal) => resolve({ code, signal }));
  }).finally(() => (running = false));
  const pid = child.pid ?? -1;

  async function stop(): Promise<void> {
    for (const signal of plan.stopSignals ?? ['SIGTERM', 'SIGKILL']) {
      if (!running) return;
      child.kill(signal);
      await Promise.race([exited, sleep(plan.graceMs ?? 8000, undefined, { ref: false })]);
    }
    await exited;
  }

  return { name: plan.name, pid, logFile: plan.logFile, fix: plan.fix, exited, isRunning: () => running, stop };
}

/** Runs a program to its end; anything but exit code 0 is a `StartFailed`. */
export async function runToEnd(plan: ProcessPlan, onLaunch?: (process: RunningProcess) => void): Promise<void> {
  const process = launch(plan);
  onLaunch?.(process);
  const exit = await process.exited;
  if (exit.code !== 0) throw new StartFailed(`${plan.name} ${describe(exit)}`, plan.logFile, plan.fix);
}

/** Waits until `probe` answers true; fails at once when the process ends, and stops it when `timeoutMs` passes. */
export async function untilReady(
  process: RunningProcess,
  probe: () => Promise<boolean>,
  timeoutMs = 60_000,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  const ended = process.exited.then((exit) => {
    throw new StartFailed(`${process.name} ${describe(exit)} before it was ready`, process.logFile, process.fix);
  });
  ended.catch(() => undefined);
  while (!(await Promise.race([probe(), ended]))) {
    if (Date.now() > deadline) {
      await process.stop();
      throw new StartFailed(
        `${process.name} was not ready after ${Math.round(timeoutMs / 1000)} s`,
        process.logFile,
        process.fix,
      );
    }
    await Promise.race([sleep(50), ended]);
  }
}

export function describe(exit: Exit): string {
  if (exit.error) return `could not be started: ${exit.error.message}`;
  return exit.signal ? `was ended by ${exit.signal}` : `ended with exit code ${exit.code}`;
}
