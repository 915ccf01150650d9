// @ts-check
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { identityOf } from './process-identity.mjs';

/** @typedef {{ name: string, pid: number, identity: string }} Entry */

/** @param {string} data */
const fileIn = (data) => join(data, 'processes.json');

/** Somebody else works on this data folder. */
export class FolderInUse extends Error {}

/**
 * Writes down that we work on this data folder; ends what a killed stack has left there.
 * @param {string} data
 */
export async function claimFolder(data) {
  mkdirSync(data, { recursive: true });
  const mine = [entry('start', process.pid)];
  for (;;) {
    try {
      writeFileSync(fileIn(data), JSON.stringify(mine), { flag: 'wx', mode: 0o600 });
      return;
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    }
    const alive = readBook(data).filter(({ pid, identity }) => identityOf(pid) === identity);
    const owner = alive.find(({ name }) => name === 'start' || name === 'main');
    if (owner) {
      throw new FolderInUse(
        `OpenCircle already runs on ${data} (process ${owner.pid}).\n  fix: end it with Ctrl-C in its terminal (or kill ${owner.pid}), or start a second one beside it: npm start -- --port 5800 --data .data-2`,
      );
    }
    await endLeftovers(alive);
    rmSync(fileIn(data), { force: true });
  }
}

/**
 * @param {string} name
 * @param {number} pid
 * @returns {Entry}
 */
function entry(name, pid) {
  return { name, pid, identity: identityOf(pid) ?? '' };
}

/**
 * Adds a process to the book, so that the next start can end it if we cannot.
 * @param {string} data
 * @param {string} name
 * @param {number} pid
 */
export function note(data, name, pid) {
  const alive = readBook(data).filter((one) => identityOf(one.pid) === one.identity);
  writeFileSync(`${fileIn(data)}.new`, JSON.stringify([...alive, entry(name, pid)]), { mode: 0o600 });
  renameSync(`${fileIn(data)}.new`, fileIn(data));
}

/** @param {string} data */
export function releaseFolder(data) {
  rmSync(fileIn(data), { force: true });
}

/** @param {string} data @returns {Entry[]} */
function readBook(data) {
  try {
    return JSON.parse(readFileSync(fileIn(data), 'utf8'));
  } catch {
    return [];
  }
}

/** @param {readonly Entry[]} entries */
async function endLeftovers(entries) {
  if (entries.length === 0) return;
  console.log(
    `… ending what a killed stack has left: ${entries.map(({ name, pid }) => `${name} (${pid})`).join(', ')}`,
  );
  const isAlive = (/** @type {Entry} */ { pid, identity }) => identityOf(pid) === identity;
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT', 'SIGQUIT', 'SIGKILL'])) {
    for (const one of entries.filter(isAlive)) process.kill(one.pid, signal);
    for (let waited = 0; waited < 4000 && entries.some(isAlive); waited += 50) await sleep(50);
  }
}
