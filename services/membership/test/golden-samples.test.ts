import { KafkaEvents } from '@opencircle/messaging';
import { ENVIRONMENT, type BaseEnvironment } from '@opencircle/service-defaults';
import { takeGoldenSamples } from '@opencircle/testing';
import { startMembership } from './service.js';

test('takes the golden sample of every event version, with fields that a later release adds', async () => {
  const { app, query, stop } = await startMembership();
  await app.startAllMicroservices();
  const topics = app.get(KafkaEvents, { strict: false }).subscribedTopics;
  const { TOPIC_PREFIX: topicPrefix = '' } = app.get<BaseEnvironment>(ENVIRONMENT, { strict: false });
  const { sent, parked } = await takeGoldenSamples({ topics, topicPrefix, query });
  expect(sent).toContain('org.opencircle.listing.published.v1');
  expect(parked).toEqual([]);
  expect(await query('SELECT name FROM support_group')).toEqual([{ name: 'Tuesday evening circle' }]);
  await stop();
}, 60_000);
