// @ts-check
// Runs on any Node.js >= 20 without node_modules: only built-in modules up to the hand-over.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build } from './build.mjs';
import { install } from './install.mjs';
import { root, toolsEnvironment } from './steps.mjs';

/**
 * Installs and builds what is lacking, then hands this command's arguments over to a tool and takes its exit code.
 * @param {string} name folder below tools/
 */
export async function runTool(name) {
  await runDist(`tools/${name}/dist/main.js`);
}

/**
 * The same for any built program.
 * @param {string} entry from the root
 */
export async function runDist(entry) {
  try {
    process.exitCode = await run(join(root, entry));
  } catch (error) {
    console.error(`✗ ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}

/**
 * @param {string} entry
 * @returns {Promise<number>}
 */
async function run(entry) {
  const logs = join(root, 'dist', 'logs');
  await install(logs);
  await build(logs);
  const main = spawn(
    join(root, 'node_modules', '.bin', 'node'),
    ['--disable-warning=TimeoutNegativeWarning', entry, ...process.argv.slice(2)],
    { stdio: 'inherit', env: toolsEnvironment() },
  );
  // The tool cleans up; we stay until it has.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => main.kill(signal));
  return new Promise((resolve, reject) => {
    main.once('error', reject);
    main.once('exit', (code) => resolve(code ?? 1));
  });
}
