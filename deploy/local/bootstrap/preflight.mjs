// @ts-check
import { execFileSync } from 'node:child_process';
import { existsSync, statfsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { busyPorts } from './ports.mjs';

/** @typedef {{ problem: string, fix: string, without?: string }} Finding */
/** @typedef {{ nodeVersion: string, kafkaBrokers?: string | undefined, ports: Record<string, number>, folder: string, run?: (command: string, args: string[]) => string | undefined, freeBytes?: (folder: string) => number }} Machine */

const withoutJava =
  'KAFKA_BROKERS=host:9092 npm start   (use a Kafka of your own; then neither Java nor Maven is needed)';

/**
 * What this machine lacks, each with how to get it; empty when all is there.
 * @param {Machine} machine
 * @returns {Promise<Finding[]>}
 */
export async function preflight(machine) {
  const run = machine.run ?? runQuietly;
  return [
    ...node(machine.nodeVersion),
    ...npm(run),
    ...(machine.kafkaBrokers ? [] : [...java(run), ...maven(run)]),
    ...(await ports(machine.ports)),
    ...disk(machine.folder, machine.freeBytes ?? freeBytes),
  ];
}

/** @param {string} version @returns {Finding[]} */
function node(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 11)) return [];
  return [
    {
      problem: `Node.js ${version} is too old: 20.11 or newer is needed`,
      fix: 'https://nodejs.org/en/download, or your package manager (nvm install 24)',
    },
  ];
}

/** @param {(command: string, args: string[]) => string | undefined} run @returns {Finding[]} */
function npm(run) {
  if (run('npm', ['--version']) !== undefined) return [];
  return [
    {
      problem: 'npm is missing',
      fix: 'it comes with Node.js: https://nodejs.org/en/download; on Debian: apt-get install npm',
    },
  ];
}

/** @param {(command: string, args: string[]) => string | undefined} run @returns {Finding[]} */
function java(run) {
  const home = process.env['JAVA_HOME'];
  const said = (home ? run(join(home, 'bin', 'java'), ['-version']) : undefined) ?? run('java', ['-version']);
  const fix = 'apt-get install openjdk-17-jre-headless, brew install openjdk@21, or https://adoptium.net';
  if (said === undefined) return [{ problem: 'Java is missing (Kafka needs 17 or newer)', fix, without: withoutJava }];
  const major = Number(/version "(?:1\.)?(\d+)/.exec(said)?.[1] ?? 0);
  return major >= 17
    ? []
    : [
        {
          problem: `Java ${major || '(unknown version)'} is too old: Kafka needs 17 or newer`,
          fix,
          without: withoutJava,
        },
      ];
}

/** @param {(command: string, args: string[]) => string | undefined} run @returns {Finding[]} */
function maven(run) {
  if (run('mvn', ['--version']) !== undefined) return [];
  return [
    {
      problem: 'Maven is missing (it fetches Kafka)',
      fix: 'apt-get install maven, brew install maven, or https://maven.apache.org/install.html',
      without: withoutJava,
    },
  ];
}

/** @param {Record<string, number>} wanted @returns {Promise<Finding[]>} */
async function ports(wanted) {
  const busy = await busyPorts(wanted);
  if (busy.length === 0) return [];
  const list = busy.map(({ name, port }) => `${port} (${name})`).join(', ');
  return [
    {
      problem: `in use by another program: port ${list}`,
      fix: `end that program (find it with: ss -ltnp 'sport = :${busy[0]?.port}'), or choose others: npm start -- --port 5800`,
    },
  ];
}

/** @param {string} folder @param {(folder: string) => number} free @returns {Finding[]} */
function disk(folder, free) {
  let existing = folder;
  while (!existsSync(existing) && existing !== dirname(existing)) existing = dirname(existing);
  const gigabytes = free(existing) / 1024 ** 3;
  if (gigabytes >= 2) return [];
  return [
    {
      problem: `only ${gigabytes.toFixed(1)} GB are free below ${existing}: 2 GB are needed`,
      fix: 'make room, or choose another disk: npm start -- --data /other/disk/opencircle',
    },
  ];
}

/** @param {string} folder */
function freeBytes(folder) {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

/** What the program says (stdout and stderr), undefined when it is missing or fails. @param {string} command @param {string[]} args */
function runQuietly(command, args) {
  try {
    return execFileSync('sh', ['-c', '"$0" "$@" 2>&1', command, ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return undefined;
  }
}

/** @param {readonly Finding[]} findings */
export function explain(findings) {
  return findings
    .map(({ problem, fix, without }) =>
      [`✗ ${problem}`, `    fix: ${fix}`, ...(without ? [`    without: ${without}`] : [])].join('\n'),
    )
    .join('\n');
}
