import { Logger } from '@nestjs/common';
import { freePort } from '@opencircle/backing-services';
import { newId } from '@opencircle/contracts';
import { testBrokers } from '@opencircle/testing';
import { kafkaClients } from '../src/broker/clients.js';
import { awaitTopics, type Awaited } from '../src/consumer/await-topics.js';

beforeAll(() => {
  Logger.overrideLogger(false);
});

/** What a consumer of the topic says first, and then gives up. */
async function firstWord(brokers: string, topic: string): Promise<Awaited | undefined> {
  let word: Awaited | undefined;
  const say = (awaited: Awaited): void => void (word = awaited);
  const kafka = { brokers: [brokers] };
  await awaitTopics(kafkaClients.kafkajs('waiting', kafka), kafka, [topic], say, () => word !== undefined);
  return word;
}

it('a Kafka that is away is not taken for one without the topics', async () => {
  expect(await firstWord(`127.0.0.1:${await freePort()}`, 'any')).toEqual({ away: expect.stringMatching(/^KafkaJS/) });
});

it('topics that are missing are named, and none is made', async () => {
  const topic = `missing.${newId()}`;
  expect(await firstWord(testBrokers(), topic)).toEqual({ missing: [topic] });
  expect(await kafkaClients.kafkajs('asking', { brokers: [testBrokers()] }).topics()).not.toContain(topic);
});
