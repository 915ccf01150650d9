import type { KafkaConnection, KafkaTls } from './kafka-connection.js';

type Credentials = { username: string; password: string };
type Sasl =
  | ({ mechanism: 'scram-sha-512' } & Credentials)
  | ({ mechanism: 'scram-sha-256' } & Credentials)
  | ({ mechanism: 'plain' } & Credentials);

/** A connection in the words of kafkajs. Verification is asked for, whatever Node's default is. */
export function kafkajsSettings({ brokers, tls, login }: KafkaConnection): {
  brokers: string[];
  ssl?: KafkaTls & { rejectUnauthorized: true };
  sasl?: Sasl;
} {
  return {
    brokers: [...brokers],
    ...(tls && { ssl: { ...tls, rejectUnauthorized: true } }),
    ...(login && { sasl: { ...login } }),
  };
}
