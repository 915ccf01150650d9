import { Logger, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { commandConnection } from '@opencircle/kafka-connection';
import { PersistenceModule } from '@opencircle/persistence';
import { CertificateFolder, testAuthority } from '@opencircle/testing';
import { ClientCertificate } from '../src/broker/client-certificate.js';
import { MessagingModule } from '../src/index.js';
import { messagingDatabase } from './node.js';

const DAY = 86_400_000;
const from = (days: number) => new Date(Date.now() + days * DAY);
const authority = await testAuthority();

describe('the certificate that a client shows to Kafka', () => {
  const ends: (() => unknown)[] = [];

  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
  });

  it.each([
    ['is expired', { validFrom: from(-3), validUntil: from(-1) }, /^KAFKA_CERT_FILE is expired since 2\S+Z$/],
    ['is not valid yet', { validFrom: from(1) }, /^KAFKA_CERT_FILE is not valid before 2\S+Z$/],
  ])('is refused by field and rule where it %s', async (_what, dates, fault) => {
    const folder = await CertificateFolder.with(await authority.issue({ hosts: ['listings'], ...dates }));
    ends.push(() => folder.remove());
    const files = { KAFKA_CERT_FILE: folder.certFile, KAFKA_KEY_FILE: folder.keyFile };
    const { wrong } = commandConnection({ KAFKA_BROKERS: 'a:1', KAFKA_TLS: 'true', ...files });
    expect(wrong).toEqual([expect.stringMatching(fault)]);
  });

  it('is warned of each day, from two weeks before its end', async () => {
    const validUntil = new Date(Math.floor(from(16.5).getTime() / 1000) * 1000);
    const tls = await authority.issue({ hosts: ['listings'], validUntil });
    const lines: string[] = [];
    Logger.overrideLogger({ log: () => undefined, error: () => undefined, warn: (line: string) => lines.push(line) });
    import.meta.jest.useFakeTimers();
    const watch = new ClientCertificate({ brokers: [], tls, service: 'listings', topicPrefix: '', databaseUrl: '' });
    ends.push(
      () => watch.onModuleDestroy(),
      () => import.meta.jest.useRealTimers(),
    );

    watch.onModuleInit();
    import.meta.jest.advanceTimersByTime(2 * DAY);
    expect(lines).toEqual([]);
    import.meta.jest.advanceTimersByTime(2 * DAY);
    const line = `the client certificate for Kafka ends at ${validUntil.toISOString()}: renew KAFKA_CERT_FILE and restart`;
    expect(lines).toEqual([line, line]);
  });

  it('is watched by whatever speaks to Kafka', async () => {
    const { serviceUrl: url, source, drop } = await messagingDatabase();
    const tls = await authority.issue({ hosts: ['listings'], validUntil: from(3) });
    const kafka = { brokers: ['127.0.0.1:1'], tls };

    @Module({
      imports: [
        PersistenceModule.forRoot({ url, name: 'listings', entities: [] }),
        MessagingModule.forRoot({ ...kafka, service: 'listings', topicPrefix: '', databaseUrl: url }),
      ],
    })
    class App {}
    const warnings: string[] = [];
    const quiet = () => undefined;
    const logger = { log: quiet, error: quiet, warn: (line: string) => warnings.push(line) };
    const app = await NestFactory.createApplicationContext(App, { logger });
    await app.close();
    await source.destroy();
    await drop();
    expect(warnings).toContainEqual(expect.stringMatching(/^the client certificate for Kafka ends at /));
  });
});
