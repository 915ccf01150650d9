// Makes databases, roles and topics on a PostgreSQL and a Kafka that run already; a second run changes nothing.
// ADMIN_DATABASE_URL: PostgreSQL as its superuser. <SERVICE>_OWNER_PASSWORD, <SERVICE>_PASSWORD: of the roles to make.
// KAFKA_BROKERS: where topics go, KAFKA_REPLICATION: how many copies of each (1).
import { createDatabase, createTopics } from '@opencircle/backing-services';

const services = ['listings', 'matching', 'membership', 'notifications'];
const needed = [
  'ADMIN_DATABASE_URL',
  'KAFKA_BROKERS',
  ...services.flatMap((name) => [`${name.toUpperCase()}_OWNER_PASSWORD`, `${name.toUpperCase()}_PASSWORD`]),
];
const missing = needed.filter((name) => !process.env[name]);
if (missing.length > 0) {
  console.error(`prepare cannot start; missing in its environment: ${missing.join(', ')}`);
  process.exit(78);
}

for (const name of services) {
  await createDatabase(process.env.ADMIN_DATABASE_URL, {
    name,
    ownerPassword: process.env[`${name.toUpperCase()}_OWNER_PASSWORD`],
    servicePassword: process.env[`${name.toUpperCase()}_PASSWORD`],
  });
  console.log(`database ${name} is there`);
}

const made = await createTopics(process.env.KAFKA_BROKERS, '', {
  replication: Number(process.env.KAFKA_REPLICATION ?? 1),
});
console.log(made.length === 0 ? 'all topics are there' : `topics made: ${made.join(', ')}`);
