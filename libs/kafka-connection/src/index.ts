export {
  connectionFrom,
  plainKafkaFaults,
  type KafkaConnection,
  type KafkaLogin,
  type KafkaTls,
} from './kafka-connection.js';
export { kafkajsSettings } from './kafkajs-settings.js';
export { kafkaSettings, kafkaVariables } from './kafka-settings.js';
export { commandConnection } from './command-connection.js';
