// @ts-check
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const ours = [
  'postgres',
  'postgres.new',
  'postgres.password',
  'kafka',
  'logs',
  'secrets.json',
  'run.json',
  'demo.json',
  'compile-cache',
  'migrated',
];

/**
 * Forgets a stack. Only what we made goes; anything else in the folder stays.
 * @param {string} data
 * @param {NodeJS.ProcessEnv} environment
 */
export function startOver(data, environment) {
  const foreign = Object.keys(environment).filter(
    (name) => name === 'KAFKA_BROKERS' || name.startsWith('DATABASE_URL_'),
  );
  if (foreign.length > 0)
    throw new Error(
      `--fresh never empties a cluster of yours (${foreign.join(', ')}).\n  fix: empty it yourself and start without --fresh`,
    );
  for (const name of readdirSync(data))
    if (ours.includes(name)) rmSync(join(data, name), { recursive: true, force: true });
}
