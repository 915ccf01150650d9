// @ts-check
import { resolve } from 'node:path';

/** @typedef {{ port: number, data: string, fresh: boolean, demo: boolean, help: boolean }} StartOptions */

export const help = `npm start [-- options]

  --port P    first port; all others follow from it (default 4800)
  --data DIR  where databases, secrets and logs are kept (default .data)
  --fresh     forget what is in the data folder and start over
  --no-demo   no demo groups and people
  --help      this page

environment
  DATABASE_URL_LISTINGS, …_MATCHING, …_MEMBERSHIP, …_NOTIFICATIONS  use this PostgreSQL instead of starting one
  MIGRATION_DATABASE_URL_<SERVICE>                                  the same database as its owner, for migrations
  KAFKA_BROKERS                                                     use this Kafka (host:port,…); no Java, no Maven needed
`;

/** The arguments make no sense; the message says which and what would. */
export class UsageError extends Error {}

/**
 * @param {readonly string[]} args
 * @param {string} root folder that a relative --data is relative to
 * @returns {StartOptions}
 */
export function parseOptions(args, root) {
  const options = { port: 4800, data: resolve(root, '.data'), fresh: false, demo: true, help: false };
  const rest = args.flatMap((arg) =>
    /^--\w+=/.test(arg) ? [arg.slice(0, arg.indexOf('=')), arg.slice(arg.indexOf('=') + 1)] : [arg],
  );
  for (let name = rest.shift(); name !== undefined; name = rest.shift()) {
    if (name === '--port') options.port = port(rest.shift());
    else if (name === '--data') options.data = resolve(root, value(name, rest.shift()));
    else if (name === '--fresh') options.fresh = true;
    else if (name === '--no-demo') options.demo = false;
    else if (name === '--help' || name === '-h') options.help = true;
    else throw new UsageError(`unknown option ${name}; known are --port P, --data DIR, --fresh, --no-demo, --help`);
  }
  return options;
}

/**
 * @param {string} name
 * @param {string | undefined} given
 */
function value(name, given) {
  if (given === undefined || given === '' || given.startsWith('--')) throw new UsageError(`${name} needs a value`);
  return given;
}

/** @param {string | undefined} given */
function port(given) {
  const number = Number(value('--port', given));
  if (!Number.isInteger(number) || number < 1024 || number > 65000) {
    throw new UsageError(`--port must be a whole number from 1024 to 65000, not "${given}"`);
  }
  return number;
}
