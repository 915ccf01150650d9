import { Logger } from '@nestjs/common';
import { freePort } from '@opencircle/backing-services';
import { newId } from '@opencircle/contracts';
import { testBrokers, topicPrefix } from '@opencircle/testing';
import { kafkaClients } from '../src/broker/clients.js';
import { Lookout } from '../src/consumer/lookout.js';
import { Progress } from '../src/consumer/progress.js';

/** A member that tries to join for two minutes, at the pace of the lookout, with time as fast as Kafka answers. */
async function twoMinutes(brokers: string): Promise<{ stuckAfterSeconds: number | undefined }> {
  let now = 1_000_000;
  let stuckAfterSeconds: number | undefined;
  const broker = kafkaClients.platformatic('lookout', { brokers: [brokers] });
  const topics = [`${await topicPrefix()}opencircle.listings.listing`];
  const progress = new Progress(() => now);
  const lookout = new Lookout(
    progress,
    () => broker.lag(newId(), topics),
    () => (stuckAfterSeconds ??= (now - 1_000_000) / 1000),
    () => now,
  );
  progress.beginJoining();
  for (let second = 0; second < 120 && stuckAfterSeconds === undefined; second++) {
    await lookout.look();
    now += 1_000;
  }
  return { stuckAfterSeconds };
}

beforeAll(() => {
  Logger.overrideLogger(false);
});

describe('a member that is still joining', () => {
  it('is given up after a minute and a half when Kafka is there', async () => {
    expect(await twoMinutes(testBrokers())).toEqual({ stuckAfterSeconds: 91 });
  });

  it('waits for as long as it takes when Kafka is away', async () => {
    expect(await twoMinutes(`127.0.0.1:${await freePort()}`)).toEqual({ stuckAfterSeconds: undefined });
  });
});
