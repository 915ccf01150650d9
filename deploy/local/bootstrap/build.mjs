// @ts-check
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fingerprint } from './fingerprint.mjs';
import { root, run, step } from './steps.mjs';

const stamp = join(root, 'dist', 'build.stamp');

/**
 * Builds every project; Nx skips what has not changed, and Nx itself is skipped when nothing has.
 * @param {string} logs folder for the log
 * @returns {Promise<string>} what was built, as a fingerprint: equal code, equal text
 */
export async function build(logs) {
  const before = fingerprint(root);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === before) return before;
  const nx = join(root, 'node_modules', '.bin', 'nx');
  const logFile = join(logs, 'build.log');
  await step(
    'build',
    () =>
      run(nx, ['run-many', '-t', 'build', '--output-style=static'], {
        logFile,
        fix: 'correct what the log names; `npx nx reset` helps when Nx itself is confused',
      }),
    { progress: () => builtSoFar(readFileSync(logFile, 'utf8')) },
  );
  const built = fingerprint(root);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, built);
  return built;
}

/** How many projects Nx has said it has built, out of those it said it would. @param {string} log */
export function builtSoFar(log) {
  const total = /Running target build for (\d+) projects/.exec(log)?.[1];
  if (total === undefined) return '';
  const done = log.match(/^> nx run \S+:build\b/gm)?.length ?? 0;
  return `${done} of ${total} projects are built`;
}
