// @ts-check
// Runs on any Node.js >= 20 without node_modules: only built-in modules up to the hand-over.
import { spawn } from 'node:child_process';
import { join, relative } from 'node:path';
import { build } from './bootstrap/build.mjs';
import { startOver } from './bootstrap/fresh.mjs';
import { install } from './bootstrap/install.mjs';
import { help, parseOptions, UsageError } from './bootstrap/options.mjs';
import { portsFrom } from './bootstrap/ports.mjs';
import { explain, hasKafka, preflight } from './bootstrap/preflight.mjs';
import { claimFolder, releaseFolder } from './bootstrap/process-book.mjs';
import { root, step, taken } from './bootstrap/steps.mjs';

/** @returns {Promise<number>} exit code */
async function start() {
  const options = parseOptions(process.argv.slice(2), root);
  if (options.help) {
    console.log(help);
    return 0;
  }
  const began = Date.now();
  console.log(`OpenCircle on port ${options.port}, data in ${relative(process.cwd(), options.data) || options.data}`);
  await claimFolder(options.data);
  try {
    const findings = await step('machine', () =>
      preflight({
        nodeVersion: process.versions.node,
        kafkaBrokers: process.env['KAFKA_BROKERS'],
        hasKafka: hasKafka(),
        ports: neededPorts(options.port),
        folder: options.data,
        environment: process.env,
      }),
    );
    if (findings.length > 0) {
      console.error(`\nThis machine is not ready:\n${explain(findings)}`);
      return 69;
    }
    if (options.fresh) startOver(options.data, process.env);
    const logs = join(options.data, 'logs');
    await install(logs);
    const built = await build(logs);
    return await handOver({ ...options, build: built, began, taken });
  } finally {
    releaseFolder(options.data);
  }
}

/** @param {number} first */
function neededPorts(first) {
  const { postgres, kafka, kafkaController, ...rest } = portsFrom(first);
  return {
    ...rest,
    ...(['LISTINGS', 'MATCHING', 'MEMBERSHIP', 'NOTIFICATIONS'].every((name) => process.env[`DATABASE_URL_${name}`])
      ? {}
      : { postgres }),
    ...(process.env['KAFKA_BROKERS'] ? {} : { kafka, kafkaController }),
  };
}

/**
 * From here on Node 24 runs compiled code. It lives in its own session: the terminal's Ctrl-C reaches only us and we pass it on
 * once; when we are killed, the channel closes and it stops by itself.
 * @param {import('./bootstrap/options.mjs').StartOptions & { build: string, began: number, taken: import('./bootstrap/steps.mjs').Taken[] }} options
 * began: when the command was given, in milliseconds since 1970; taken: the steps done so far
 * @returns {Promise<number>}
 */
function handOver(options) {
  const main = spawn(
    join(root, 'node_modules', '.bin', 'node'),
    ['--disable-warning=TimeoutNegativeWarning', join(root, 'deploy/local/dist/main.js'), JSON.stringify(options)],
    {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      detached: true,
    },
  );
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => main.kill(signal === 'SIGINT' ? 'SIGINT' : 'SIGTERM'));
  return new Promise((resolve, reject) => {
    main.once('error', reject);
    main.once('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
}

try {
  process.exitCode = await start();
} catch (error) {
  console.error(`\n✗ ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = error instanceof UsageError ? 64 : 1;
}
