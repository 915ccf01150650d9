// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, step } from './steps.mjs';

/**
 * True when node_modules is what package-lock.json says. npm keeps its own copy of the lock file with every package that it
 * laid down; packages for other platforms stand only in the first one.
 */
function isInstalled(folder = root) {
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
 * Brings node_modules to what the lock file says. Not with `npm ci`: it refuses a lock file that lacks the optional packages of
 * other platforms, and a registry that serves one platform only cannot give a complete one. `--no-save` leaves the file as it is.
 * @param {string} logs folder for the log
 */
export async function install(logs) {
  if (isInstalled()) return;
  await step(
    'dependencies',
    () =>
      run('npm', ['install', '--no-save', '--loglevel=error'], {
        logFile: join(logs, 'npm-install.log'),
        fix: 'is the registry reachable (npm ping)? then try again; what was fetched is kept',
        env: process.env,
        show: 'first',
      }),
    { slow: 'first time only, about a minute' },
  );
}
