import { topics } from '@opencircle/contracts';
import { Kafka, logLevel, type Admin } from 'kafkajs';

export type TopicOptions = { /** 1 on one node, 3 on a real cluster. */ readonly replication?: number };

/** A topic is there with other partitions than the code says; keys would move, so nobody changes it silently. */
export class TopicMismatch extends Error {
  constructor(readonly found: readonly { topic: string; partitions: number; expected: number }[]) {
    const lines = found.map(
      ({ topic, partitions, expected }) => `  ${topic}: ${partitions} partitions, the code says ${expected}`,
    );
    super(
      [
        'Kafka has topics with another number of partitions than libs/contracts declares:',
        ...lines,
        '  fix: declare what is there, or move the events to a new topic; on a development machine, start with --fresh',
      ].join('\n'),
    );
    this.name = 'TopicMismatch';
  }
}

/** Makes every topic that `libs/contracts` declares and that is missing; returns the names of the new ones. */
export async function createTopics(
  brokers: string,
  prefix = '',
  { replication = 1 }: TopicOptions = {},
): Promise<string[]> {
  const wanted = Object.entries(topics).map(([name, { partitions }]) => ({ topic: prefix + name, partitions }));
  return withAdmin(brokers, async (admin) => {
    const existing = new Set(await admin.listTopics());
    const missing = wanted.filter(({ topic }) => !existing.has(topic));
    if (missing.length > 0) {
      await admin.createTopics({
        waitForLeaders: true,
        topics: missing.map(({ topic, partitions }) => ({
          topic,
          numPartitions: partitions,
          replicationFactor: replication,
          configEntries: [{ name: 'cleanup.policy', value: 'delete' }],
        })),
      });
    }
    await compare(
      admin,
      wanted.filter(({ topic }) => existing.has(topic)),
    );
    return missing.map(({ topic }) => topic);
  });
}

/** Removes the topics that `createTopics` made with this prefix. */
export async function deleteTopics(brokers: string, prefix: string): Promise<void> {
  await withAdmin(brokers, async (admin) => {
    const mine = (await admin.listTopics()).filter(
      (topic) => topic.startsWith(prefix) && topic.slice(prefix.length) in topics,
    );
    if (mine.length > 0) await admin.deleteTopics({ topics: mine });
  });
}

async function compare(admin: Admin, expected: readonly { topic: string; partitions: number }[]): Promise<void> {
  if (expected.length === 0) return;
  const { topics: found } = await admin.fetchTopicMetadata({ topics: expected.map(({ topic }) => topic) });
  const counts = new Map(found.map(({ name, partitions }) => [name, partitions.length]));
  const different = expected
    .map(({ topic, partitions }) => ({ topic, expected: partitions, partitions: counts.get(topic) ?? 0 }))
    .filter((one) => one.partitions !== one.expected);
  if (different.length > 0) throw new TopicMismatch(different);
}

async function withAdmin<T>(brokers: string, work: (admin: Admin) => Promise<T>): Promise<T> {
  const admin = new Kafka({
    brokers: brokers.split(','),
    clientId: 'opencircle-topics',
    logLevel: logLevel.NOTHING,
  }).admin();
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.disconnect();
  }
}
