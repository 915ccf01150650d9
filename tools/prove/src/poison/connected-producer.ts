import { Kafka, logLevel, Partitioners, type Producer } from 'kafkajs';

/** Of kafkajs alone, as another service would have it. */
export async function connectedProducer(brokers: string): Promise<Producer> {
  const kafka = new Kafka({ brokers: brokers.split(','), logLevel: logLevel.NOTHING });
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
  await producer.connect();
  return producer;
}
