import type { KafkaConnection } from '@opencircle/kafka-connection';
import type { Broker } from './broker.js';
import { kafkaClient } from './kafkajs/client.js';
import { KafkajsBroker } from './kafkajs/kafkajs-broker.js';
import { PlatformaticBroker } from './platformatic/platformatic-broker.js';

/** The Kafka clients that stand behind the port; the conformance suite runs on each. */
export const kafkaClients = {
  kafkajs: (clientId: string, connection: KafkaConnection): Broker =>
    new KafkajsBroker(kafkaClient(clientId, connection)),
  platformatic: (clientId: string, connection: KafkaConnection): Broker => new PlatformaticBroker(clientId, connection),
};

export type KafkaClient = keyof typeof kafkaClients;
