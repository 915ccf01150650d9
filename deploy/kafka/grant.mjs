// Lets each service do at Kafka what its code says, and nothing else; prints what it changed. As an administrator of the
// cluster in KAFKA_BROKERS (KAFKA_TLS, KAFKA_USERNAME and so on as for a service), after a build.
// KAFKA_PRINCIPAL: whom Kafka takes a service for (User:{service}). TOPIC_PREFIX: put before every name (none).
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { grant } from '@opencircle/backing-services';
import { commandConnection } from '@opencircle/kafka-connection';

const { KAFKA_PRINCIPAL = 'User:{service}', TOPIC_PREFIX = '' } = process.env;
const root = join(import.meta.dirname, '../..');
const services = readdirSync(join(root, 'services')).sort();
const unbuilt = services.filter((name) => !existsSync(mainOf(name)));
const { connection, wrong } = commandConnection(process.env);
const faults = [
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
  const { granted, taken } = await grant(connection, services.map(granteeOf), TOPIC_PREFIX);
  for (const line of granted) console.log(`granted: ${line}`);
  for (const line of taken) console.log(`taken away: ${line}`);
  if (granted.length + taken.length === 0) console.log('all grants are as the code says');
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

function granteeOf(name) {
  const said = JSON.parse(execFileSync(process.execPath, [mainOf(name), 'topics'], { encoding: 'utf8' }));
  return { ...said, principal: KAFKA_PRINCIPAL.replace('{service}', said.service) };
}

function mainOf(name) {
  return join(root, 'services', name, 'dist/main.js');
}
