// Has a stopped service read a topic from its first event on: node deploy/kafka/read-again.mjs matching opencircle.listings.listing
// KAFKA_BROKERS: the cluster (KAFKA_TLS, KAFKA_USERNAME and so on as for a service). TOPIC_PREFIX: put before every name (none). docs/events.md says what belongs to it.
import { readAgain } from '@opencircle/backing-services';
import { commandConnection } from '@opencircle/kafka-connection';

const { TOPIC_PREFIX = '' } = process.env;
const [service, topic] = process.argv.slice(2);
const { connection, wrong: unreachable } = commandConnection(process.env);
const wrong = [
  ...unreachable,
  ...(service && topic
    ? []
    : ['say which service and which topic: read-again.mjs matching opencircle.listings.listing']),
];
if (wrong.length > 0) {
  console.error(`read-again cannot start:\n  ${wrong.join('\n  ')}`);
  process.exit(78);
}

try {
  const partitions = await readAgain(connection, { service, topic, prefix: TOPIC_PREFIX });
  for (const { partition, events } of partitions) console.log(`partition ${partition}: ${events} events`);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
