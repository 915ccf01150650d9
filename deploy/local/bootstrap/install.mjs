// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, step } from './steps.mjs';

/**
 * True when node_modules is what package-lock.json says. npm keeps its own copy of the lock file with every package that it
 * laid down; packages for other platforms stand only in the first one.
 */
export function isInstalled(folder = root) {
  const installed = join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  const wanted = readPackages(join(folder, 'package-lock.json'));
  const found = readPackages(installed);
  return Object.entries(wanted).every(([path, { version, optional, link }]) => {
    if (!path.startsWith('node_modules/') && !path.includes('/node_modules/')) return true;
    const there = found[path];
    if (there === undefined) return optional === true;
    return link === true || there.version === version;
  });
}

/** @param {string} file @returns {Record<string, { version?: string, optional?: boolean, link?: boolean }>} */
function readPackages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
}

/**
 * Brings node_modules to what the lock file says.
 * @param {string} logs folder for the log
 */
export async function install(logs) {
  if (isInstalled()) return;
  await step(
    'dependencies',
    () =>
      run('npm', ['ci', '--no-audit', '--no-fund'], {
        logFile: join(logs, 'npm-ci.log'),
        fix: 'check the connection to the npm registry (npm ping), then try again; what is downloaded stays in npm’s cache',
        env: process.env,
      }),
    { slow: 'first time only, about a minute' },
  );
}
