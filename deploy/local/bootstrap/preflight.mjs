// @ts-check
import { existsSync, statfsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { busyPorts } from './ports.mjs';
import { askQuietly, java, maven, node, npm } from './programs.mjs';
import { root } from './steps.mjs';
import { tls } from './tls.mjs';

/** @typedef {{ problem: string, fix: string, without?: string }} Finding */
/**
 * @typedef {object} Machine
 * @property {string} nodeVersion
 * @property {string | undefined} [kafkaBrokers] a Kafka elsewhere: then Java and Maven are not needed
 * @property {boolean} [hasKafka] its jars are there: then Maven is not needed
 * @property {Record<string, number>} ports that must be free
 * @property {string} folder where the data will lie
 * @property {import('./programs.mjs').Ask} [ask]
 * @property {(folder: string) => number} [freeBytes]
 * @property {Readonly<Record<string, string | undefined>>} environment
 */

/**
 * What this machine lacks, each with how to get it; empty when all is there.
 * @param {Machine} machine
 * @returns {Promise<Finding[]>}
 */
export async function preflight(machine) {
  const ask = machine.ask ?? askQuietly;
  const elsewhere = Boolean(machine.kafkaBrokers);
  const findings = await Promise.all([
    node(machine.nodeVersion),
    npm(ask),
    elsewhere ? [] : java(ask),
    elsewhere || machine.hasKafka ? [] : maven(ask),
    ports(machine.ports),
    disk(machine.folder, machine.freeBytes ?? freeBytes),
    tls(machine.environment),
  ]);
  return findings.flat();
}

/** True when Maven has nothing to do any more: libs/backing-services keeps Kafka there. */
export function hasKafka() {
  return existsSync(join(root, '.kafka', 'libs-4.3.0'));
}

/** @param {Record<string, number>} wanted @returns {Promise<Finding[]>} */
async function ports(wanted) {
  const busy = await busyPorts(wanted);
  if (busy.length === 0) return [];
  const list = busy.map(({ name, port }) => `${port} (${name})`).join(', ');
  return [
    {
      problem: `in use by another program: port ${list}`,
      fix: `end that program (find it with: ss -ltnp 'sport = :${busy[0]?.port}'), or choose others: npm start -- --port ${(wanted['gateway'] ?? 4800) + 1000}`,
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

/** @param {readonly Finding[]} findings */
export function explain(findings) {
  return findings
    .map(({ problem, fix, without }) =>
      [`✗ ${problem}`, `    fix: ${fix}`, ...(without ? [`    without: ${without}`] : [])].join('\n'),
    )
    .join('\n');
}
