import { KafkaEvents } from '@opencircle/messaging';
import { dataSource, migrate } from '@opencircle/persistence';
import { createApplication } from '@opencircle/service-defaults';
import { takeGoldenSamples, testBrokers, testDatabase, topicPrefix } from '@opencircle/testing';
import { matching } from '../src/service.js';

test('takes the golden sample of every event version, with fields that a later release adds', async () => {
  const [database, prefix] = await Promise.all([testDatabase(), topicPrefix()]);
  await migrate(database.ownerUrl, matching.migrations);
  const source = await dataSource({ url: database.ownerUrl, name: 'test' }).initialize();
  const variables = {
    PORT: '0',
    ISSUER: 'https://issuer.example',
    JWKS_URL: 'http://127.0.0.1:9/jwks',
    LOG_LEVEL: 'silent',
    DATABASE_URL: database.serviceUrl,
    KAFKA_BROKERS: testBrokers(),
    TOPIC_PREFIX: prefix,
  };
  const app = await createApplication(matching, { variables });
  await app.startAllMicroservices();
  const { sent, parked } = await takeGoldenSamples({
    topics: app.get(KafkaEvents, { strict: false }).subscribedTopics,
    topicPrefix: prefix,
    query: (sql) => source.query(sql),
  });
  expect(sent).toContain('org.opencircle.organization.registered.v1');
  expect(sent).toContain('org.opencircle.organization.renamed.v1');
  expect(parked).toEqual([]);
  expect(await source.query('SELECT name FROM organization')).toEqual([{ name: 'Riverside Family Groups' }]);
  await app.close();
  await source.destroy();
  await database.drop();
}, 60_000);
