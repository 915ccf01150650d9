import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KafkaConnection } from '@opencircle/kafka-connection';
import { makeCertificate, type Certificate } from './certificate.js';
import { adminConnection, connectionAs } from './kafka-security.js';
import { startKafka } from './kafka.js';
import { freePort } from './ports.js';

export type SecuredKafka = {
  readonly port: number;
  readonly certificate: Certificate;
  /** Of somebody else: this broker does not have it. */
  readonly otherCertificate: Certificate;
  readonly admin: KafkaConnection;
  /** As the user of that name, by the password that it has or another one. */
  as(username: string, password?: string): KafkaConnection;
  stop(): Promise<void>;
};

/** For tests: a Kafka at `localhost` with TLS, these users and `admin`, and an authorizer that lets nobody else do anything. */
export async function startSecuredKafka(usernames: readonly string[]): Promise<SecuredKafka> {
  const folder = mkdtempSync(join(tmpdir(), 'opencircle-secured-'));
  const host = 'localhost';
  const certificate = await makeCertificate(folder, host);
  const otherCertificate = await makeCertificate(folder, 'other.example');
  const others = Object.fromEntries(usernames.map((name) => [name, passwordOf(name)]));
  const security = { certificate, host, ownPort: await freePort(), users: { ...others, admin: passwordOf('admin') } };
  const [port, controllerPort] = [await freePort(), await freePort()];
  const kafka = await startKafka({
    port,
    controllerPort,
    dataDir: join(folder, 'kafka'),
    logFile: join(folder, 'kafka.log'),
    security,
  });
  return {
    port,
    certificate,
    otherCertificate,
    admin: adminConnection(kafka.brokers, security),
    as: (username, password = passwordOf(username)) =>
      connectionAs(kafka.brokers, security, { mechanism: 'scram-sha-512', username, password }),
    async stop() {
      await kafka.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function passwordOf(name: string): string {
  return `password-of-${name}`;
}
