import { newId, type EventType } from '@opencircle/contracts';
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { testBrokers } from './environment.js';

export type Publisher = {
  /** Sends the data as the `version`th event of `subject`; resolves when Kafka has it. */
  publish<Data>(event: EventType<Data>, subject: string, version: number, data: Data): Promise<void>;
  close(): Promise<void>;
};

/**
 * Another service, as far as a consumer can tell: CloudEvents 1.0 in binary mode, written from the specification. Sends
 * to the test run's Kafka unless told another.
 */
export async function publisher(topicPrefix: string, brokers = testBrokers()): Promise<Publisher> {
  const kafka = new Kafka({ brokers: brokers.split(','), logLevel: logLevel.NOTHING });
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
  await producer.connect();
  return {
    async publish(event, subject, version, data) {
      const headers = {
        'content-type': 'application/json; charset=utf-8',
        ce_specversion: '1.0',
        ce_id: newId(),
        ce_source: '/opencircle/test',
        ce_type: event.type,
        ce_subject: subject,
        ce_time: new Date().toISOString(),
        ce_aggregateversion: String(version),
      };
      await producer.send({
        topic: topicPrefix + event.topic,
        acks: -1,
        messages: [{ key: subject, value: JSON.stringify(data), headers }],
      });
    },
    close: () => producer.disconnect(),
  };
}
