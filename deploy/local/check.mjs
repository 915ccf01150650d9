// @ts-check
import { join } from 'node:path';
import { install } from './bootstrap/install.mjs';
import { root, run, seconds, StepFailed, step } from './bootstrap/steps.mjs';
import { checks } from './checks.mjs';

const logs = join(root, 'dist', 'logs');

/** Runs every check even when one fails, and shows each failure. */
async function check() {
  await install(logs);
  /** @type {string[]} */
  const failed = [];
  for (const { name, command, fix } of checks) {
    const logFile = join(logs, `check-${name.replace(/\W+/g, '-')}.log`);
    const began = performance.now();
    try {
      await step(name, () => run('sh', ['-c', command], { logFile, fix }));
    } catch (error) {
      if (!(error instanceof StepFailed)) throw error;
      console.error(`✗ ${name.padEnd(46)} ${seconds(performance.now() - began)}\n${error.message}`);
      failed.push(name);
    }
  }
  console.log(
    failed.length === 0
      ? `all ${checks.length} checks passed`
      : `${failed.length} of ${checks.length} checks failed: ${failed.join(', ')}`,
  );
  return failed.length === 0 ? 0 : 1;
}

try {
  process.exitCode = await check();
} catch (error) {
  console.error(`✗ ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
