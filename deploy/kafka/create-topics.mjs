// Makes the topics that libs/contracts declares on the cluster in KAFKA_BROKERS (KAFKA_TLS, KAFKA_USERNAME and so on as for a service);
// what is there stays as it is.
// KAFKA_REPLICATION: copies of each partition (3). TOPIC_PREFIX: put before every name (none).
import { createTopics } from '@opencircle/backing-services';
import { commandConnection } from '@opencircle/kafka-connection';

const { KAFKA_REPLICATION = '3', TOPIC_PREFIX = '' } = process.env;
const replication = Number(KAFKA_REPLICATION);
const { connection, wrong: unreachable } = commandConnection(process.env);
const wrong = [
  ...unreachable,
  ...(Number.isInteger(replication) && replication > 0 ? [] : ['KAFKA_REPLICATION must be a whole number from 1']),
];
if (wrong.length > 0) {
  console.error(`create-topics cannot start:\n  ${wrong.join('\n  ')}`);
  process.exit(78);
}

try {
  const made = await createTopics(connection, TOPIC_PREFIX, { replication });
  console.log(made.length === 0 ? 'all topics are there' : `topics made:\n  ${made.join('\n  ')}`);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
