import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Starts what the project's tests need, once, unless `npm test` (or a person) has started it already. */
export default async function globalSetup(run, project) {
  if (run.outputFile) mkdirSync(dirname(run.outputFile), { recursive: true });
  if (!needsServices(project.rootDir)) return;
  if (process.env.TEST_POSTGRES_URL && process.env.TEST_KAFKA_BROKERS) return;
  const { startTestServices } = await import('@opencircle/backing-services');
  const folder = mkdtempSync(join(tmpdir(), 'opencircle-test-'));
  chmodSync(folder, 0o711);
  const services = await startTestServices(folder);
  process.env.TEST_POSTGRES_URL ||= services.postgresUrl;
  process.env.TEST_KAFKA_BROKERS ||= services.brokers;
  globalThis.stopTestServices = services.stop;
}

function needsServices(root) {
  if (!existsSync(join(root, 'test'))) return false;
  const { name, dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return '@opencircle/testing' in { [name]: 'itself', ...dependencies, ...devDependencies };
}
