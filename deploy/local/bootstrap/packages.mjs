// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {{ version?: string, optional?: boolean, link?: boolean, os?: string[], cpu?: string[], libc?: string[] }} Package */

/**
 * True when node_modules is what package-lock.json says. npm keeps its own copy of the lock file with every package that it
 * laid down; packages for other platforms stand only in the first one.
 * @param {string} folder
 */
export function isInstalled(folder) {
  const installed = join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  const found = readPackages(installed);
  return wantedPackages(folder).every(([path, { version, optional, link }]) => {
    const there = found[path];
    if (there === undefined) return optional === true;
    return link === true || there.version === version;
  });
}

/**
 * How many packages this machine gets by the lock file, and how many of them lie in node_modules already.
 * @param {string} folder
 */
export function countPackages(folder) {
  const paths = wantedPackages(folder)
    .filter(([, { link }]) => link !== true)
    .map(([path]) => path);
  const foreign = new Set(
    wantedPackages(folder)
      .filter(([, wanted]) => !isForThisMachine(wanted))
      .map(([path]) => path),
  );
  const ours = paths.filter((path) => !ancestors(path).some((each) => foreign.has(each)));
  return {
    total: ours.length,
    there: () => ours.filter((path) => existsSync(join(folder, path, 'package.json'))).length,
  };
}

/** @param {string} folder @returns {[path: string, wanted: Package][]} */
function wantedPackages(folder) {
  return Object.entries(readPackages(join(folder, 'package-lock.json'))).filter(([path]) =>
    /(^|\/)node_modules\//.test(path),
  );
}

/** @param {string} file @returns {Record<string, Package>} */
function readPackages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
}

/** @param {Package} wanted */
function isForThisMachine({ os, cpu, libc }) {
  const holds = (/** @type {string[] | undefined} */ list, /** @type {string} */ ours) =>
    list === undefined ||
    list.includes(ours) ||
    (list.every((each) => each.startsWith('!')) && !list.includes(`!${ours}`));
  return holds(os, process.platform) && holds(cpu, process.arch) && (libc === undefined || holds(libc, libcHere()));
}

function libcHere() {
  const report = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (process.report.getReport());
  return report.header.glibcVersionRuntime === undefined ? 'musl' : 'glibc';
}

/** The path of a package and those of the packages that it lies in. @param {string} path */
function ancestors(path) {
  const names = path.split('/node_modules/');
  return names.map((_, index) => names.slice(0, index + 1).join('/node_modules/'));
}
