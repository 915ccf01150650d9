import type { Kafka } from 'kafkajs';
import type { Broker, Receiver, ReceiverPlan, Sender } from '../broker.js';
import { KafkajsReceiver } from './kafkajs-receiver.js';
import { KafkajsSender } from './kafkajs-sender.js';

/** The Broker on kafkajs 2.2.4. */
export class KafkajsBroker implements Broker {
  constructor(private readonly kafka: Kafka) {}

  openSender(): Promise<Sender> {
    return KafkajsSender.open(this.kafka, () => this.topics());
  }

  openReceiver(plan: ReceiverPlan): Promise<Receiver> {
    return KafkajsReceiver.open(this.kafka, plan);
  }

  topics(): Promise<ReadonlySet<string>> {
    return this.ask(async (admin) => new Set(await admin.listTopics()));
  }

  lag(groupId: string, topics: readonly string[]): Promise<{ topic: string; lag: number }[]> {
    return this.ask(async (admin) => {
      const committed = await admin.fetchOffsets({ groupId, topics: [...topics] });
      return Promise.all(
        committed.map(async ({ topic, partitions }) => {
          const ends = await admin.fetchTopicOffsets(topic);
          const lag = ends.reduce((sum, end) => {
            const at = partitions.find(({ partition }) => partition === end.partition)?.offset ?? '-1';
            return sum + Number(end.high) - Math.max(Number(at), Number(end.low));
          }, 0);
          return { topic, lag };
        }),
      );
    });
  }

  private async ask<T>(question: (admin: ReturnType<Kafka['admin']>) => Promise<T>): Promise<T> {
    const admin = this.kafka.admin({ retry: { retries: 1 } });
    try {
      await admin.connect();
      return await question(admin);
    } finally {
      await admin.disconnect();
    }
  }
}
