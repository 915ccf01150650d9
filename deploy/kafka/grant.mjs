// Lets each service do at Kafka what its code says; prints what it changed, and what else is allowed. As an administrator of the
// cluster in KAFKA_BROKERS (KAFKA_TLS, KAFKA_USERNAME and so on as for a service), after a build.
// --take-away: takes away what no code says (any more); once no process of an older release runs.
// KAFKA_PRINCIPAL: whom Kafka takes a service for (User:{service}). TOPIC_PREFIX: put before every name (none).
import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { grant } from '@opencircle/backing-services';
import { commandConnection } from '@opencircle/kafka-connection';

const { KAFKA_PRINCIPAL = 'User:{service}', TOPIC_PREFIX = '' } = process.env;
const args = process.argv.slice(2);
const takeAway = args.includes('--take-away');
const root = join(import.meta.dirname, '../..');
const services = readdirSync(join(root, 'services')).sort();
const unbuilt = services.filter((name) => !existsSync(mainOf(name)));
const { connection, wrong } = commandConnection(process.env);
const faults = [
  ...args.filter((arg) => arg !== '--take-away').map((arg) => `${arg} is no option; there is --take-away`),
  ...wrong,
  ...(/^\w+:.*\{service\}/.test(KAFKA_PRINCIPAL)
    ? []
    : ['KAFKA_PRINCIPAL must be a type and a name that holds {service}, such as User:{service}']),
  ...(unbuilt.length === 0 ? [] : [`not built: ${unbuilt.join(', ')}\n  fix: npm run build`]),
];
if (faults.length > 0) {
  console.error(`grant cannot start:\n  ${faults.join('\n  ')}`);
  process.exit(78);
}

try {
  const grantees = await Promise.all(services.map(granteeOf));
  const { granted, taken, surplus } = await grant(connection, grantees, TOPIC_PREFIX, { takeAway });
  for (const line of granted) console.log(`granted: ${line}`);
  for (const line of taken) console.log(`taken away: ${line}`);
  for (const line of surplus) console.log(`still allowed: ${line}`);
  if (surplus.length > 0) console.log('once no process of an older release runs: grant.mjs --take-away');
  if (granted.length + taken.length + surplus.length === 0) console.log('all grants are as the code says');
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

async function granteeOf(name) {
  const { stdout } = await promisify(execFile)(process.execPath, [mainOf(name), 'topics']);
  const said = JSON.parse(stdout);
  return { ...said, principal: KAFKA_PRINCIPAL.replaceAll('{service}', said.service) };
}

function mainOf(name) {
  return join(root, 'services', name, 'dist/main.js');
}
