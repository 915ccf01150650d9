// @ts-check
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './bootstrap/build.mjs';
import { install } from './bootstrap/install.mjs';
import { explain, hasKafka, preflight } from './bootstrap/preflight.mjs';
import { root, step, toolsEnvironment } from './bootstrap/steps.mjs';
import { reportsIn, summarize } from './bootstrap/test-reports.mjs';

/** @type {(() => Promise<void>) | undefined} */
let stopServices;

/** @returns {Promise<number>} exit code */
async function test() {
  const logs = join(root, 'dist', 'logs');
  const kafkaBrokers = process.env['TEST_KAFKA_BROKERS'];
  const findings = await preflight({
    nodeVersion: process.versions.node,
    kafkaBrokers,
    hasKafka: hasKafka(),
    ports: {},
    folder: root,
    environment: process.env,
  });
  if (findings.length > 0) {
    console.error(
      `This machine is not ready:\n${explain(findings).replaceAll('KAFKA_BROKERS=host:9092 npm start', 'TEST_KAFKA_BROKERS=host:9092 npm test')}`,
    );
    return 69;
  }
  await install(logs);
  await build(logs);
  const services = await step('PostgreSQL and Kafka', startServices);
  rmSync(reportsIn(root), { recursive: true, force: true });
  const nxCode = await nxTest(services);
  await stopServices?.();

  const { passed, failed, skipped, problems } = summarize(root);
  for (const problem of problems) console.log(`✗ ${problem}`);
  if (passed + failed === 0) console.log('✗ no test was run');
  if (nxCode !== 0 && failed === 0) console.log('✗ Nx failed although no report tells of a failing test; see above');
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  return failed === 0 && passed > 0 && nxCode === 0 ? 0 : 1;
}

/** One of each for all projects, unless the environment names them. */
async function startServices() {
  const { TEST_POSTGRES_URL, TEST_KAFKA_BROKERS } = process.env;
  if (TEST_POSTGRES_URL && TEST_KAFKA_BROKERS) return { TEST_POSTGRES_URL, TEST_KAFKA_BROKERS };
  const { startTestServices } = await import('@opencircle/backing-services');
  const folder = mkdtempSync(join(tmpdir(), 'opencircle-test-'));
  chmodSync(folder, 0o711);
  const services = await startTestServices(folder);
  stopServices = services.stop;
  return {
    TEST_POSTGRES_URL: TEST_POSTGRES_URL || services.postgresUrl,
    TEST_KAFKA_BROKERS: TEST_KAFKA_BROKERS || services.brokers,
  };
}

/**
 * The two projects whose tests take longest, mostly waiting for processes and for time to pass, begin with all others:
 * Nx would leave them for the end, since nothing needs them.
 */
const longest = ['@opencircle/local', '@opencircle/prove'];

/**
 * @param {Record<string, string>} services
 * @returns {Promise<number>} 0 when every lane's code is 0
 */
async function nxTest(services) {
  const lanes = [...longest.map((name) => `--projects=${name}`), `--exclude=${longest.join(',')}`];
  const codes = await Promise.all(lanes.map((lane) => nxLane(lane, services)));
  return codes.find((code) => code !== 0) ?? 0;
}

/**
 * @param {string} which
 * @param {Record<string, string>} services
 * @returns {Promise<number>}
 */
function nxLane(which, services) {
  const env = { ...toolsEnvironment(), ...services };
  const nx = spawn(
    join(root, 'node_modules', '.bin', 'nx'),
    // All is built: a lane that put its projects' files out again would take them from under the others.
    ['run-many', '-t', 'test', which, '--excludeTaskDependencies', '--parallel=2', '--output-style=static'],
    { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env },
  );
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.once(signal, () => nx.kill(signal));
  return new Promise((resolve) => {
    nx.once('error', () => resolve(1));
    nx.once('exit', (code) => resolve(code ?? 1));
  });
}

try {
  process.exitCode = await test();
} catch (error) {
  await stopServices?.();
  console.error(`✗ ${error instanceof Error ? error.message : String(error)}\n0 passed, 1 failed, 0 skipped`);
  process.exitCode = 1;
}
