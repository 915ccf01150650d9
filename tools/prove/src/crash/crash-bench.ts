import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createTopics, type DatabaseUrls, type TestServices } from '@opencircle/backing-services';
import { caseClaimed, listingRejected } from '@opencircle/contracts';
import { eventually } from '@opencircle/testing';
import { Kafka, logLevel } from 'kafkajs';
import { Ledger, type Judgement } from '../ledger/ledger.js';
import { execute, proofDatabase } from '../proof-database.js';
import { SERVICE, type ChildSettings, type ConsumerKind } from './child-settings.js';
import { CrashChild } from './crash-child.js';
import { expelMembers } from './expel-members.js';
import { phaseSources, settledSql } from './phase-sources.js';

const tables = `
  CREATE TABLE effect (n bigint GENERATED ALWAYS AS IDENTITY, event_id uuid NOT NULL);
  CREATE TABLE phase (subject text PRIMARY KEY, name text NOT NULL, request text)`;

/** One database, one topic prefix and one ledger that a row of short-lived processes works on. */
export class CrashBench {
  private n = 0;

  private constructor(
    readonly ledger: Ledger,
    readonly urls: DatabaseUrls,
    private readonly brokers: string,
    private readonly prefix: string,
    private readonly logFile: string,
  ) {}

  static async open(
    services: Pick<TestServices, 'postgresUrl' | 'brokers'>,
    folder: string,
    name: string,
  ): Promise<CrashBench> {
    const urls = await proofDatabase(services.postgresUrl, tables);
    const prefix = `${name}-${randomBytes(4).toString('hex')}.`;
    // The topic of persons is missing, so that Kafka refuses what would go there.
    await withAdmin(services.brokers, (admin) =>
      admin.createTopics({
        topics: [listingRejected, caseClaimed].map(({ topic }) => ({ topic: prefix + topic, numPartitions: 6 })),
        waitForLeaders: false,
      }),
    );
    const ledger = await Ledger.open(join(folder, `${name}.ledger.jsonl`));
    return new CrashBench(ledger, urls, services.brokers, prefix, join(folder, `${name}.log`));
  }

  /** A process of the service that waits to be let loose. */
  load(kind: ConsumerKind, crash: Pick<ChildSettings, 'CRASH_AT' | 'CRASH_SKIP'> = {}): CrashChild {
    return CrashChild.load(
      {
        ...crash,
        DATABASE_URL: this.urls.serviceUrl,
        KAFKA_BROKERS: this.brokers,
        TOPIC_PREFIX: this.prefix,
        CONSUMER: kind,
      },
      this.logFile,
    );
  }

  /** Lets a process begin, after the dead ones before it have been taken out of the group. */
  async begin(child: CrashChild): Promise<void> {
    if (this.n++ > 0) await expelMembers(this.brokers, `${this.prefix}opencircle.${SERVICE}`);
    child.begin();
  }

  /** Subjects are told to their phase, so that each can be judged by itself. */
  async remember(phase: string, subjects: readonly { subject: string; request?: string }[]): Promise<void> {
    const rows = subjects.map(({ subject, request }) => `('${subject}', '${phase}', ${quoted(request)})`);
    await execute(this.urls.ownerUrl, `INSERT INTO phase VALUES ${rows.join(', ')}`);
  }

  /**
   * Lets a process that nobody kills work through what is left: all is sent, also what Kafka refused before its topic
   * was there, and every event has its effect or is parked. Gives up after so many seconds; the judge says what is
   * missing.
   */
  async settle(kind: ConsumerKind, seconds: number): Promise<void> {
    await createTopics(this.brokers, this.prefix);
    await execute(
      this.urls.ownerUrl,
      `UPDATE outbox SET set_aside_at = now() - interval '1 hour' WHERE set_aside_at IS NOT NULL AND published_at IS NULL`,
    );
    const child = this.load(kind);
    await this.begin(child);
    await eventually('everything is settled', () => this.isSettled(), seconds).catch(() => undefined);
    await child.kill();
  }

  judge(phase: string, kind: ConsumerKind): Promise<Judgement> {
    return this.ledger.judge(phaseSources(this.urls.ownerUrl, phase, kind));
  }

  private async isSettled(): Promise<boolean> {
    const [row] = await execute<{ settled: boolean }>(this.urls.ownerUrl, settledSql);
    return row?.settled ?? false;
  }
}

function quoted(text: string | undefined): string {
  return text === undefined ? 'NULL' : `'${text}'`;
}

async function withAdmin(
  brokers: string,
  work: (admin: ReturnType<Kafka['admin']>) => Promise<unknown>,
): Promise<void> {
  const admin = new Kafka({ brokers: [brokers], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.disconnect();
  }
}
