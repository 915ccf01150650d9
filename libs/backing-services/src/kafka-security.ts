import type { KafkaConnection } from '@opencircle/kafka-connection';

/** A Kafka that speaks TLS alone, knows its users by SCRAM-SHA-512, and lets nobody do what no ACL grants. */
export type KafkaSecurity = {
  /** The broker's key and its certificate, PEM in one file. */
  readonly keyStoreFile: string;
  /** PEM of who vouches for the certificate. */
  readonly ca: string;
  /** The name that clients are told, for which the certificate should be. */
  readonly host: string;
  /** A port of 127.0.0.1 on which the broker speaks with itself. */
  readonly ownPort: number;
  /** Names and passwords; `admin` must be one of them and may do everything. */
  readonly users: Readonly<Record<'admin', string> & Record<string, string>>;
};

/** How a user reaches it, by the password that the user has or another one. */
export function connectionAs(
  username: string,
  brokers: string,
  { ca, users }: KafkaSecurity,
  password = users[username] ?? '',
): KafkaConnection {
  return { brokers: brokers.split(','), tls: { ca }, login: { mechanism: 'scram-sha-512', username, password } };
}

/** What takes the place of the plaintext listener in server.properties. The broker itself is nobody, on ports of its own. */
export function securedListener(
  port: number,
  controllerPort: number,
  { keyStoreFile, host, ownPort }: KafkaSecurity,
): Record<string, string | boolean> {
  const own = `OWN://127.0.0.1:${ownPort},CONTROLLER://127.0.0.1:${controllerPort}`;
  return {
    listeners: `SASL_SSL://127.0.0.1:${port},${own}`,
    'advertised.listeners': `SASL_SSL://${host}:${port},${own}`,
    'listener.security.protocol.map': 'SASL_SSL:SASL_SSL,OWN:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'inter.broker.listener.name': 'OWN',
    'sasl.enabled.mechanisms': 'SCRAM-SHA-512',
    'listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config':
      'org.apache.kafka.common.security.scram.ScramLoginModule required;',
    'ssl.keystore.type': 'PEM',
    'ssl.keystore.location': keyStoreFile,
    'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    'allow.everyone.if.no.acl.found': false,
    'super.users': 'User:admin;User:ANONYMOUS',
  };
}

/** Arguments of `StorageTool format`. */
export function scramUsers(security: KafkaSecurity | undefined): string[] {
  return Object.entries(security?.users ?? {}).flatMap(([name, password]) => [
    '--add-scram',
    `SCRAM-SHA-512=[name=${name},password=${password}]`,
  ]);
}
