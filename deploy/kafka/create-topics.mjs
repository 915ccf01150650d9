// Makes the topics that libs/contracts declares on the cluster in KAFKA_BROKERS; what is there stays as it is.
// KAFKA_REPLICATION: copies of each partition (3). TOPIC_PREFIX: put before every name (none).
import { createTopics } from '@opencircle/backing-services';

const { KAFKA_BROKERS, KAFKA_REPLICATION = '3', TOPIC_PREFIX = '' } = process.env;
const replication = Number(KAFKA_REPLICATION);
const wrong = [
  ...(KAFKA_BROKERS ? [] : ['KAFKA_BROKERS is missing (host:port,host:port)']),
  ...(Number.isInteger(replication) && replication > 0 ? [] : ['KAFKA_REPLICATION must be a whole number from 1']),
];
if (wrong.length > 0) {
  console.error(`create-topics cannot start:\n  ${wrong.join('\n  ')}`);
  process.exit(78);
}

try {
  const made = await createTopics(KAFKA_BROKERS, TOPIC_PREFIX, { replication });
  console.log(made.length === 0 ? 'all topics are there' : `topics made:\n  ${made.join('\n  ')}`);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
