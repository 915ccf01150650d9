import { setTimeout as sleep } from 'node:timers/promises';
import { topics } from '@opencircle/contracts';
import { connectionFrom, kafkajsSettings, type KafkaConnection } from '@opencircle/kafka-connection';
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
  kafka: string | KafkaConnection,
  prefix = '',
  { replication = 1 }: TopicOptions = {},
): Promise<string[]> {
  const wanted = Object.entries(topics).map(([name, { partitions }]) => ({ topic: prefix + name, partitions }));
  return withAdmin(kafka, async (admin) => {
    const existing = new Set(await admin.listTopics());
    const missing = wanted.filter(({ topic }) => !existing.has(topic));
    if (missing.length > 0) {
      await admin.createTopics({
        waitForLeaders: false,
        topics: missing.map(({ topic, partitions }) => ({
          topic,
          numPartitions: partitions,
          replicationFactor: replication,
          // A consumer that starts later reads from the first event on, so none may expire.
          configEntries: [
            { name: 'cleanup.policy', value: 'delete' },
            { name: 'retention.ms', value: '-1' },
            // An acknowledged event stands in two places at least, where there are more than two.
            { name: 'min.insync.replicas', value: replication > 2 ? '2' : '1' },
          ],
        })),
      });
    }
    await compare(admin, wanted);
    return missing.map(({ topic }) => topic);
  });
}

/** Removes the topics that `createTopics` made with this prefix. */
export async function deleteTopics(kafka: string | KafkaConnection, prefix: string): Promise<void> {
  await withAdmin(kafka, async (admin) => {
    const mine = (await admin.listTopics()).filter(
      (topic) => topic.startsWith(prefix) && topic.slice(prefix.length) in topics,
    );
    if (mine.length > 0) await admin.deleteTopics({ topics: mine });
  });
}

type Wanted = { readonly topic: string; readonly partitions: number };

async function compare(admin: Admin, expected: readonly Wanted[]): Promise<void> {
  const counts = await partitionCounts(admin, expected);
  const different = expected
    .map(({ topic, partitions }) => ({ topic, expected: partitions, partitions: counts.get(topic) ?? 0 }))
    .filter((one) => one.partitions !== one.expected);
  if (different.length > 0) throw new TopicMismatch(different);
}

/** A new topic is unknown, then without leaders, for a moment after it was made; kafkajs' own waiting fails on the first. */
async function partitionCounts(admin: Admin, wanted: readonly Wanted[]): Promise<Map<string, number>> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    try {
      const { topics: found } = await admin.fetchTopicMetadata({ topics: wanted.map(({ topic }) => topic) });
      const led = found.every(({ partitions }) => partitions.every(({ leader }) => leader >= 0));
      if (led) return new Map(found.map(({ name, partitions }) => [name, partitions.length]));
    } catch (error) {
      if ((error as { retriable?: unknown }).retriable !== true || Date.now() > deadline) throw error;
    }
    if (Date.now() > deadline) throw new Error('Kafka has topics without a leader; is a broker down?');
    await sleep(50);
  }
}

/** Runs the work with an admin connection, which is closed afterwards. */
export async function withAdmin<T>(kafka: string | KafkaConnection, work: (admin: Admin) => Promise<T>): Promise<T> {
  const admin = new Kafka({
    ...kafkajsSettings(connectionFrom(kafka)),
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
