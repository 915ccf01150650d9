import { Kafka, logLevel } from 'kafkajs';
import { topics } from '@opencircle/contracts';
import { testBrokers, topicPrefix } from '../src/index.js';

test('makes the declared topics under a prefix of its own', async () => {
  const [one, other] = [await topicPrefix(), await topicPrefix()];
  expect(one).not.toBe(other);
  const admin = new Kafka({ brokers: [testBrokers()], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  const names = (await admin.listTopics()).filter((name) => name.startsWith(one));
  await admin.disconnect();
  expect(names.sort()).toEqual(
    Object.keys(topics)
      .map((name) => one + name)
      .sort(),
  );
}, 60_000);
