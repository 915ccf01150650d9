// @ts-check
import { execFile } from 'node:child_process';
import { join } from 'node:path';

/** @typedef {import('./preflight.mjs').Finding} Finding */
/** What the program says (stdout and stderr), undefined when it is missing or fails. */
/** @typedef {(command: string, args: string[]) => Promise<string | undefined> | string | undefined} Ask */

const withoutJava =
  'KAFKA_BROKERS=host:9092 npm start   (use a Kafka of your own; then neither Java nor Maven is needed)';

/** @param {string} version @returns {Finding[]} */
export function node(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 11)) return [];
  return [
    {
      problem: `Node.js ${version} is too old: 20.11 or newer is needed`,
      fix: 'https://nodejs.org/en/download, or your package manager (nvm install 24)',
    },
  ];
}

/** @param {Ask} ask @returns {Promise<Finding[]>} */
export async function npm(ask) {
  if ((await ask('npm', ['--version'])) !== undefined) return [];
  const fix = 'it comes with Node.js: https://nodejs.org/en/download; on Debian: apt-get install npm';
  return [{ problem: 'npm is missing', fix }];
}

/** @param {Ask} ask @returns {Promise<Finding[]>} */
export async function java(ask) {
  const home = process.env['JAVA_HOME'];
  const said =
    (home ? await ask(join(home, 'bin', 'java'), ['-version']) : undefined) ?? (await ask('java', ['-version']));
  const fix = 'apt-get install openjdk-17-jre-headless, brew install openjdk@21, or https://adoptium.net';
  if (said === undefined) return [{ problem: 'Java is missing (Kafka needs 17 or newer)', fix, without: withoutJava }];
  const major = Number(/version "(?:1\.)?(\d+)/.exec(said)?.[1] ?? 0);
  if (major >= 17) return [];
  const found = major === 0 ? 'of an unknown version' : String(major);
  return [{ problem: `Java ${found} is too old: Kafka needs 17 or newer`, fix, without: withoutJava }];
}

/** @param {Ask} ask @returns {Promise<Finding[]>} */
export async function maven(ask) {
  if ((await ask('mvn', ['--version'])) !== undefined) return [];
  const fix = 'apt-get install maven, brew install maven, or https://maven.apache.org/install.html';
  return [{ problem: 'Maven is missing (it fetches Kafka)', fix, without: withoutJava }];
}

/** @type {Ask} */
export function askQuietly(command, args) {
  return new Promise((resolve) => {
    execFile(command, args, (error, stdout, stderr) => resolve(error ? undefined : stdout + stderr));
  });
}
