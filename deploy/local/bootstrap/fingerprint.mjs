// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const kinds = ['libs', 'services', 'apps', 'deploy', 'tools'];
const rootFiles = ['package-lock.json', 'nx.json', '.swcrc', 'tsconfig.base.json'];

/**
 * Names, sizes and times of every source file, and whether each project's output is there: equal when a build would do nothing.
 * @param {string} root
 */
export function fingerprint(root) {
  const hash = createHash('sha256');
  const take = (/** @type {string} */ path) => {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${path}\0${size}\0${mtimeMs}\n`);
  };
  for (const file of rootFiles) if (existsSync(join(root, file))) take(join(root, file));
  for (const kind of kinds) if (existsSync(join(root, kind))) walk(join(root, kind), take, hash);
  return hash.digest('hex');
}

/**
 * @param {string} folder
 * @param {(path: string) => void} take
 * @param {import('node:crypto').Hash} hash
 */
function walk(folder, take, hash) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.name === 'dist') hash.update(`${path}: ${output(path)}\n`);
    else if (entry.name === 'node_modules' || entry.name.startsWith('.')) continue;
    else if (entry.isDirectory()) walk(path, take, hash);
    else if (entry.isFile()) take(path);
  }
}

/** @param {string} dist */
function output(dist) {
  const names = readdirSync(dist, { recursive: true }).map(String);
  return names
    .filter((name) => !name.endsWith('.tsbuildinfo'))
    .sort()
    .join();
}
