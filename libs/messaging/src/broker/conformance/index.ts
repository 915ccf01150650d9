import { failingPromises } from './failing.js';
import { membershipPromises } from './membership.js';
import { receivingPromises } from './receiving.js';
import { sendingPromises } from './sending.js';

export { kafkaClients, type KafkaClient } from '../clients.js';
export { brokenBrokers, type BrokenBroker } from './broken-brokers.js';
export { isKept, type BrokerPromise, type Finding } from './promise.js';
export { Stage } from './stage.js';

/** All that messaging asks of a Kafka client. Names are unique. */
export const brokerPromises = [...sendingPromises, ...receivingPromises, ...membershipPromises, ...failingPromises];
