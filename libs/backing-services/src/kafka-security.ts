import type { KafkaConnection } from '@opencircle/kafka-connection';

/** A Kafka that speaks TLS alone, knows its users by password or certificate, and lets nobody do what no ACL grants. */
export type KafkaSecurity = {
  /** The broker's key and its certificate, PEM in one file. */
  readonly keyStoreFile: string;
  /** PEM of who vouches for the certificate, and for those of clients. */
  readonly ca: string;
  /** The name that clients are told, for which the certificate should be. */
  readonly host: string;
  /** A port on which clients prove themselves by a certificate, whose subject is the user. */
  readonly certificatePort: number;
  /** A port of 127.0.0.1 on which the broker speaks with itself. */
  readonly ownPort: number;
  /** Names and passwords; `admin` must be one of them and may do everything. */
  readonly users: Readonly<Record<'admin', string> & Record<string, string>>;
};

const scramMechanisms = ['SCRAM-SHA-512', 'SCRAM-SHA-256'];
const modules = 'org.apache.kafka.common.security';

/** How a user reaches it, by the password that the user has or another one, and SCRAM-SHA-512. */
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
  { keyStoreFile, ca, host, certificatePort, ownPort, users }: KafkaSecurity,
): Record<string, string | boolean> {
  const own = `OWN://127.0.0.1:${ownPort},CONTROLLER://127.0.0.1:${controllerPort}`;
  return {
    listeners: `SASL_SSL://127.0.0.1:${port},SSL://127.0.0.1:${certificatePort},${own}`,
    'advertised.listeners': `SASL_SSL://${host}:${port},SSL://${host}:${certificatePort},${own}`,
    'listener.security.protocol.map': 'SASL_SSL:SASL_SSL,SSL:SSL,OWN:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'inter.broker.listener.name': 'OWN',
    'sasl.enabled.mechanisms': [...scramMechanisms, 'PLAIN'].join(),
    ...Object.fromEntries(
      scramMechanisms.map((mechanism) => [jaasOf(mechanism), `${modules}.scram.ScramLoginModule required;`]),
    ),
    [jaasOf('PLAIN')]: `${modules}.plain.PlainLoginModule required ${plainUsers(users)};`,
    'listener.name.ssl.ssl.client.auth': 'required',
    'ssl.truststore.type': 'PEM',
    'ssl.truststore.certificates': ca.replaceAll('\n', '\\n'),
    'ssl.keystore.type': 'PEM',
    'ssl.keystore.location': keyStoreFile,
    'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    'allow.everyone.if.no.acl.found': false,
    'super.users': 'User:admin;User:ANONYMOUS',
  };
}

/** Arguments of `StorageTool format`. */
export function scramUsers(security: KafkaSecurity | undefined): string[] {
  return Object.entries(security?.users ?? {}).flatMap(([name, password]) =>
    scramMechanisms.flatMap((mechanism) => ['--add-scram', `${mechanism}=[name=${name},password=${password}]`]),
  );
}

function jaasOf(mechanism: string): string {
  return `listener.name.sasl_ssl.${mechanism.toLowerCase()}.sasl.jaas.config`;
}

function plainUsers(users: KafkaSecurity['users']): string {
  return Object.entries(users)
    .map(([name, password]) => `user_${name}="${password}"`)
    .join(' ');
}
