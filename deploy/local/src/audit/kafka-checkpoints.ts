import { randomUUID } from 'node:crypto';
import { auditCheckpointed, type AuditCheckpointed } from '@opencircle/contracts';
import { kafkajsSettings, type KafkaConnection } from '@opencircle/kafka-connection';
import { Kafka, logLevel } from 'kafkajs';

/** Every checkpoint of a service that Kafka had when it was asked, in order. Reads as a group that is gone afterwards. */
export async function checkpointsOnKafka(connection: KafkaConnection, service: string): Promise<string[]> {
  const { topic } = auditCheckpointed;
  const kafka = new Kafka({ ...kafkajsSettings(connection), clientId: 'audit-verify', logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  const groupId = `audit-verify-${randomUUID()}`;
  const consumer = kafka.consumer({ groupId });
  await admin.connect();
  try {
    const ends = await admin.fetchTopicOffsets(topic);
    const open = new Map(ends.filter(({ low, high }) => BigInt(high) > BigInt(low)).map((end) => [end.partition, BigInt(end.high)])); // prettier-ignore
    const found: string[] = [];
    if (open.size > 0) {
      await consumer.connect();
      await consumer.subscribe({ topic, fromBeginning: true });
      await new Promise<void>((resolve, reject) => {
        consumer
          .run({
            eachMessage: ({ partition, message }) => {
              const end = open.get(partition);
              if (end === undefined) return Promise.resolve();
              const said = readCheckpoint(message.value);
              if (said?.service === service) found.push(said.jws);
              if (BigInt(message.offset) + 1n >= end) open.delete(partition);
              if (open.size === 0) resolve();
              return Promise.resolve();
            },
          })
          .catch(reject);
      });
    }
    return found;
  } finally {
    await consumer.disconnect();
    await admin.deleteGroups([groupId]).catch(() => undefined);
    await admin.disconnect();
  }
}

function readCheckpoint(value: Buffer | null): AuditCheckpointed | undefined {
  try {
    return auditCheckpointed.schema.safeParse(JSON.parse(value?.toString('utf8') ?? '')).data;
  } catch {
    return undefined;
  }
}
