import type { Broker } from './broker.js';
import { kafkaClient } from './kafkajs/client.js';
import { KafkajsBroker } from './kafkajs/kafkajs-broker.js';
import { PlatformaticBroker } from './platformatic/platformatic-broker.js';

/** The Kafka clients that stand behind the port; the conformance suite runs on each. */
export const kafkaClients = {
  kafkajs: (clientId: string, brokers: readonly string[]): Broker => new KafkajsBroker(kafkaClient(clientId, brokers)),
  platformatic: (clientId: string, brokers: readonly string[]): Broker => new PlatformaticBroker(clientId, brokers),
};

export type KafkaClient = keyof typeof kafkaClients;
