// @ts-check
import { join } from 'node:path';
import { root, run, step } from './steps.mjs';

/**
 * Builds every project; Nx skips what has not changed.
 * @param {string} logs folder for the log
 */
export async function build(logs) {
  const nx = join(root, 'node_modules', '.bin', 'nx');
  await step('build', () =>
    run(nx, ['run-many', '-t', 'build', '--output-style=static'], {
      logFile: join(logs, 'build.log'),
      fix: 'correct what the log names; `npx nx reset` helps when Nx itself is confused',
    }),
  );
}
