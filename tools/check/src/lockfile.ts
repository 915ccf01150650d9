import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * `npm ci` refuses a lock file that lacks an optional package of another platform, and npm writes such a file when the
 * registry that it asks (a mirror) lacks that package. Names what is missing and exits 1; `--write` adds it.
 */
type Locked = { optional?: boolean; optionalDependencies?: Record<string, string> };

const file = resolve(import.meta.dirname, '../../../package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, Locked> };

const missing = Object.entries(lock.packages).flatMap(([path, { optionalDependencies = {} }]) =>
  Object.entries(optionalDependencies)
    .filter(([name]) => !isLocked(name, path))
    .map(([name, version]) => ({ name, version, by: path })),
);

if (process.argv.includes('--write') && missing.length > 0) {
  for (const { name, version } of missing) {
    lock.packages[`node_modules/${name}`] = { version, ...platformOf(name), optional: true } as Locked;
  }
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
  writeFileSync(file, `${JSON.stringify(lock, undefined, 2)}\n`);
  console.log(`${missing.length} packages added`);
} else {
  for (const { name, version, by } of missing) console.error(`package-lock.json lacks ${name}@${version} of ${by}`);
  if (missing.length > 0) console.error('npm ci would refuse it: node tools/check/src/lockfile.ts --write');
  process.exitCode = missing.length === 0 ? 0 : 1;
}

/** Whether Node's look-up from `path` upwards meets the package. */
function isLocked(name: string, path: string): boolean {
  const above = path.split('/node_modules/').map((_, depth, parts) => parts.slice(0, depth + 1).join('/node_modules/'));
  return ['node_modules', ...above.map((folder) => `${folder}/node_modules`)].some(
    (folder) => lock.packages[`${folder}/${name}`] !== undefined,
  );
}

/** Native packages say their platform in their name: `…-linux-arm64-musl`. */
function platformOf(name: string): { os?: string[]; cpu?: string[]; libc?: string[] } {
  const os = /darwin|linux|win32|freebsd|openbsd|netbsd|android|openharmony|sunos|aix/.exec(name)?.[0];
  const cpu = /arm64|x64|ia32|ppc64|s390x|riscv64|loong64|mips64el|arm/.exec(name.replace(/^@[^/]+/, ''))?.[0];
  const libc = name.includes('-musl') ? 'musl' : os === 'linux' && name.includes('-gnu') ? 'glibc' : undefined;
  return {
    ...(os === undefined ? {} : { os: [os] }),
    ...(cpu === undefined ? {} : { cpu: [cpu] }),
    ...(libc === undefined ? {} : { libc: [libc] }),
  };
}
