import { createTopics, type TestServices } from '@opencircle/backing-services';
import { execute, proofDatabase } from '../proof-database.js';
import type { Random } from '../random.js';
import type { ConsumerKind } from './child-settings.js';
import { PoisonChild } from './poison-child.js';
import { Traffic } from './traffic.js';

const tables = `
  CREATE TABLE effect (
    n bigint GENERATED ALWAYS AS IDENTITY, subject text NOT NULL, version bigint NOT NULL,
    sent_at timestamptz NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp());
  CREATE TABLE picky (id int PRIMARY KEY, word text NOT NULL CHECK (word <> ''));
  INSERT INTO picky VALUES (1, 'once')`;

export type Effect = { readonly subject: string; readonly version: number; readonly ms: number };
export type ParkedRow = { readonly reason: string; readonly subject: string | null; readonly poison: string | null };

/** A consumer in a process of its own, its database, and the traffic that it is in. */
export class PoisonBench {
  private constructor(
    readonly child: PoisonChild,
    readonly traffic: Traffic,
    private readonly url: string,
  ) {}

  static async open(services: TestServices, kind: ConsumerKind, random: Random, logFile: string): Promise<PoisonBench> {
    const { ownerUrl, serviceUrl } = await proofDatabase(services.postgresUrl, tables);
    const prefix = `${kind}.`;
    await createTopics(services.brokers, prefix);
    const settings = {
      DATABASE_URL: serviceUrl,
      KAFKA_BROKERS: services.brokers,
      TOPIC_PREFIX: prefix,
      CONSUMER: kind,
    };
    const child = await PoisonChild.start(settings, logFile);
    return new PoisonBench(child, await Traffic.open(services.brokers, prefix, random), ownerUrl);
  }

  /** In the order in which they were made; `ms` from sending to effect. */
  effects(): Promise<Effect[]> {
    return execute<Effect>(
      this.url,
      `SELECT subject, version::int AS version, (extract(epoch FROM at - sent_at) * 1000)::float AS ms
       FROM effect ORDER BY n`,
    );
  }

  /** `poison` is the header that says which bad event it is. */
  parked(): Promise<ParkedRow[]> {
    return execute<ParkedRow>(
      this.url,
      `SELECT reason, subject,
              (SELECT convert_from(decode(h->>1, 'base64'), 'UTF8') FROM json_array_elements(headers) h
               WHERE h->>0 = 'poison' LIMIT 1) AS poison
       FROM parked_event ORDER BY id`,
    );
  }

  async counts(): Promise<{ effects: number; parked: number }> {
    const [row] = await execute<{ effects: number; parked: number }>(
      this.url,
      'SELECT (SELECT count(*) FROM effect)::int AS effects, (SELECT count(*) FROM parked_event)::int AS parked',
    );
    return row ?? { effects: 0, parked: 0 };
  }

  async close(): Promise<void> {
    await Promise.all([this.child.kill(), this.traffic.close()]);
  }
}
