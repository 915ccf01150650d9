import { execFile } from 'node:child_process';
import { globSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

/**
 * Each service writes its document anew, and it must be the committed one. `--write` commits to what the code says.
 * Needs the services to be built. Exits 1 and names every document that differs or is missing.
 */
const root = resolve(import.meta.dirname, '../../..');
const write = process.argv.includes('--write');
const services = globSync('services/*/package.json', { cwd: root }).map(dirname).sort();
const scratch = await mkdtemp(join(tmpdir(), 'opencircle-openapi-'));

try {
  const faults = (await Promise.all(services.map(fault))).filter((text) => text !== undefined);
  for (const text of faults) console.error(text);
  console.log(`${services.length} documents looked at, ${faults.length} out of date`);
  process.exitCode = faults.length === 0 ? 0 : 1;
} finally {
  await rm(scratch, { recursive: true });
}

async function fault(service: string): Promise<string | undefined> {
  const committed = join(root, service, 'openapi.json');
  const written = write ? committed : join(scratch, `${basename(service)}.json`);
  try {
    await promisify(execFile)('node', [join(root, service, 'dist/main.js'), 'openapi', written], { cwd: root });
  } catch (error) {
    return `${service} cannot write its OpenAPI document: ${error instanceof Error ? error.message : String(error)}`;
  }
  if (write) return undefined;
  const [is, ought] = await Promise.all([readFile(committed, 'utf8').catch(() => ''), readFile(written, 'utf8')]);
  return is === ought ? undefined : `${service}/openapi.json does not follow from the code: npm run openapi`;
}
