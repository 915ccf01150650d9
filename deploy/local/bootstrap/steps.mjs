// @ts-check
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Progress } from './progress.mjs';

export const root = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');

/** A step failed; the message is for people and complete: what, the log's last lines, the log file, the fix. */
export class StepFailed extends Error {}

const longSteps = new Progress();

/** @typedef {{ name: string, ms: number }} Taken */

/** The steps that this process has done, in the order in which they ended. @type {Taken[]} */
export const taken = [];

/**
 * Runs one step and prints its name with the time it took.
 * @template T
 * @param {string} name
 * @param {() => Promise<T> | T} work
 * @param {{ slow?: string, progress?: () => string }} [hint] slow: said beforehand, for steps that take long; progress: how far it is
 * @returns {Promise<T>}
 */
export async function step(name, work, { slow, progress = () => '' } = {}) {
  const began = performance.now();
  if (slow) console.log(`… ${name} (${slow})`);
  const endProgress = longSteps.begin(name, progress);
  /** @type {T} */
  let result;
  try {
    result = await work();
  } finally {
    endProgress();
  }
  const ms = performance.now() - began;
  taken.push({ name, ms });
  console.log(`✓ ${name.padEnd(46)} ${seconds(ms)}`);
  return result;
}

/** @param {number} ms */
export function seconds(ms) {
  return `${(ms / 1000).toFixed(1).padStart(6)} s`;
}

/**
 * Runs a program with its output in `logFile`.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ logFile: string, fix: string, env?: NodeJS.ProcessEnv, tells?: (line: string) => boolean }} how tells: whether a line of the
 * log may say why it failed; the first such lines are shown instead of the log's last ones
 * @returns {Promise<void>}
 */
export async function run(command, args, { logFile, fix, env, tells }) {
  mkdirSync(dirname(logFile), { recursive: true });
  const log = openSync(logFile, 'w', 0o600);
  writeSync(log, `$ ${command} ${args.join(' ')}\n`);
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', log, log], env: env ?? toolsEnvironment() });
  closeSync(log);
  /** @type {string | undefined} */
  const failure = await new Promise((done) => {
    child.once('error', (error) => done(`could not be started: ${error.message}`));
    child.once('exit', (code, signal) =>
      done(code === 0 ? undefined : signal ? `was ended by ${signal}` : `ended with exit code ${code}`),
    );
  });
  if (failure)
    throw new StepFailed(
      [
        `${command} ${args.join(' ')} ${failure}`,
        ...excerpt(logFile, tells),
        `  log: ${logFile}`,
        `  fix: ${fix}`,
      ].join('\n'),
    );
}

/** The workspace's own programs come first, Node 24 among them. */
export function toolsEnvironment() {
  return { ...process.env, PATH: [join(root, 'node_modules', '.bin'), process.env['PATH']].join(delimiter) };
}

/** @param {string} logFile @param {((line: string) => boolean) | undefined} tells */
function excerpt(logFile, tells) {
  const lines = readFileSync(logFile, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  return (tells ? lines.slice(1).filter(tells).slice(0, 20) : lines.slice(-25)).map((line) => `  | ${line}`);
}
