import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectionAs, freePort, startKafka, type KafkaSecurity } from '@opencircle/backing-services';
import type { KafkaConnection } from '@opencircle/kafka-connection';
import { testAuthority, type TestAuthority, type TestCertificate } from './certificates.js';

export type SecuredKafka = {
  readonly port: number;
  readonly admin: KafkaConnection;
  /** As the user of that name, by the password that it has or another one. */
  as(username: string, password?: string): KafkaConnection;
  /** As whom the certificate names, `User:CN=` and its first host; without one as nobody. */
  byCertificate(certificate?: TestCertificate): KafkaConnection;
  /** A certificate that it believes. */
  issue: TestAuthority['issue'];
  stop(): Promise<void>;
};

/** A Kafka at `localhost` with TLS, these users and `admin`, and an authorizer that lets nobody else do anything. */
export async function startSecuredKafka(usernames: readonly string[]): Promise<SecuredKafka> {
  const folder = mkdtempSync(join(tmpdir(), 'opencircle-secured-'));
  const authority = await testAuthority();
  const { cert, key } = await authority.issue({ hosts: ['localhost'] });
  const keyStoreFile = join(folder, 'broker.pem');
  writeFileSync(keyStoreFile, key + cert, { mode: 0o600 });
  const others = Object.fromEntries(usernames.map((name) => [name, `password-of-${name}`]));
  const users = { ...others, admin: 'password-of-admin' };
  const security: KafkaSecurity = {
    keyStoreFile,
    ca: authority.cert,
    host: 'localhost',
    certificatePort: await freePort(),
    ownPort: await freePort(),
    users,
  };
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
    admin: connectionAs('admin', kafka.brokers, security),
    byCertificate: (certificate) => ({
      brokers: [`localhost:${security.certificatePort}`],
      tls: { ca: authority.cert, ...certificate },
    }),
    issue: authority.issue,
    as: (username, password) => connectionAs(username, kafka.brokers, security, password),
    async stop() {
      await kafka.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
