import type { Fault } from '@opencircle/tls';

/** How to reach Kafka. Without `tls` nothing is encrypted; without `login`, or a certificate in `tls`, the client is nobody. */
export type KafkaConnection = {
  /** host:port of some of the brokers; these tell of the others. */
  readonly brokers: readonly string[];
  readonly tls?: KafkaTls;
  readonly login?: KafkaLogin;
};

/** All PEM. The broker's certificate is always verified: by `ca`, or else by the authorities that Node knows. */
export type KafkaTls = {
  readonly ca?: string;
  /** What the client proves itself with, for mutual TLS. */
  readonly cert?: string;
  readonly key?: string;
};

export type KafkaLogin = {
  readonly mechanism: 'scram-sha-512' | 'scram-sha-256' | 'plain';
  readonly username: string;
  readonly password: string;
};

/** A connection, also from plain `host:port,host:port` to a Kafka that asks for nothing. */
export function connectionFrom(kafka: string | KafkaConnection): KafkaConnection {
  return typeof kafka === 'string' ? { brokers: kafka.split(',') } : kafka;
}

/** What stands against `DEMAND_TLS=true`, where there is a connection. */
export function plainKafkaFaults(connection: KafkaConnection | undefined): Fault[] {
  const isPlain = connection !== undefined && connection.tls === undefined;
  return isPlain ? [{ variable: 'KAFKA_TLS', rule: 'DEMAND_TLS=true demands true' }] : [];
}
