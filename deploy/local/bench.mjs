// @ts-check
// Runs on any Node.js >= 20 without node_modules: only built-in modules up to the hand-over.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build } from './bootstrap/build.mjs';
import { install } from './bootstrap/install.mjs';
import { root, toolsEnvironment } from './bootstrap/steps.mjs';

/** @returns {Promise<number>} exit code of the benchmarks */
async function bench() {
  const logs = join(root, 'dist', 'logs');
  await install(logs);
  await build(logs);
  const main = spawn(
    join(root, 'node_modules', '.bin', 'node'),
    [join(root, 'tools/bench/dist/main.js'), ...process.argv.slice(2)],
    { stdio: 'inherit', env: toolsEnvironment() },
  );
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.once(signal, () => main.kill(signal));
  return new Promise((resolve, reject) => {
    main.once('error', reject);
    main.once('exit', (code) => resolve(code ?? 1));
  });
}

try {
  process.exitCode = await bench();
} catch (error) {
  console.error(`✗ ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
