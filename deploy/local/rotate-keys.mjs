// @ts-check
// Runs on any Node.js >= 20 without node_modules: only built-in modules up to the hand-over.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseOptions, UsageError } from './bootstrap/options.mjs';
import { root } from './bootstrap/steps.mjs';

try {
  const { data } = parseOptions(process.argv.slice(2), root);
  if (!existsSync(join(data, 'run.json'))) throw new UsageError(`nothing runs in ${data}; is --data right?`);
  const node = join(root, 'node_modules', '.bin', 'node');
  const run = spawnSync(node, [join(root, 'deploy/local/dist/rotate-keys.js'), data], { stdio: 'inherit' });
  process.exitCode = run.status ?? 1;
} catch (error) {
  console.error(`✗ ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = error instanceof UsageError ? 64 : 1;
}
