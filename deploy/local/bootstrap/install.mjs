// @ts-check
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { countPackages, isInstalled } from './packages.mjs';
import { root, run, step } from './steps.mjs';

/**
 * Brings node_modules to what the lock file says. Not with `npm ci`: it refuses a lock file that lacks the optional packages of
 * other platforms, and a registry that serves one platform only cannot give a complete one. `--no-save` leaves the file as it is.
 * @param {string} logs folder for the log
 */
export async function install(logs) {
  if (isInstalled(root)) return;
  const logFile = join(logs, 'npm-install.log');
  await step(
    'dependencies',
    () =>
      run('npm', ['install', '--no-save', '--loglevel=http'], {
        logFile,
        fix: 'is the registry reachable (npm ping)? then try again; what was fetched is kept',
        env: process.env,
        tells: (line) => !/^npm (http|warn) /.test(line),
      }),
    { slow: 'first time only, a minute or several', progress: installProgress(root, logFile) },
  );
}

/**
 * npm first asks the registry about every package, then lays all of them down.
 * @param {string} folder
 * @param {string} logFile npm's output with `--loglevel=http`
 */
export function installProgress(folder, logFile) {
  const { total, there } = countPackages(folder);
  return () => {
    const laidDown = there();
    if (laidDown > 0) return `${laidDown} of ${total} packages are there`;
    const answers = readFileSync(logFile, 'utf8').match(/^npm http fetch /gm)?.length ?? 0;
    return answers > 0 ? `${answers} answers of the registry about ${total} packages` : '';
  };
}
