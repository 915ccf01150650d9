import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Partitioners, type Producer } from 'kafkajs';
import pg from 'pg';
import { Backoff } from '../backoff.js';
import { kafkaClient } from '../kafka.js';
import { MESSAGING_OPTIONS, type MessagingOptions } from '../options.js';
import { Signal } from '../signal.js';
import { firstThatFit, toTopicMessages, type OutboxRow } from './outbox-row.js';

/** Any constant does, as long as every replica uses the same one. */
const RELAY_LOCK = 727_002;
const BATCH = 500;
const POLL_MS = 500;

/**
 * Sends committed outbox rows to Kafka in id order. One owner per database holds an advisory lock on its own
 * connection; other replicas wait for it. A row is marked only after every in-sync replica has it, and any failed
 * send is repeated by a fresh producer, so a row can arrive twice but is never lost and never overtaken.
 */
@Injectable()
export class Relay implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Relay.name);
  private readonly signal = new Signal();
  private readonly backoff = new Backoff(100, 5_000);
  private stopping = false;
  private loop: Promise<void> = Promise.resolve();
  private connection: pg.Client | undefined;
  private producer: Producer | undefined;

  constructor(@Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions) {}

  /** Something was committed: look now instead of at the next poll. */
  wake(): void {
    this.signal.notify();
  }

  onApplicationBootstrap(): void {
    this.loop = this.work();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    this.signal.notify();
    await this.loop;
  }

  private async work(): Promise<void> {
    while (!this.stopping) {
      try {
        const more = await this.step();
        this.backoff.reset();
        if (!more) await this.rest(POLL_MS);
      } catch (error) {
        this.logger.warn(`outbox waits: ${(error as Error).message}`);
        await this.letGo();
        await this.rest(this.backoff.next(), 'ignore-signal');
      }
    }
    await this.letGo();
  }

  /** Waits, unless it is time to stop. */
  private async rest(ms: number, wakeUps?: 'ignore-signal'): Promise<void> {
    if (!this.stopping) await this.signal.wait(ms, wakeUps);
  }

  /** Sends the oldest rows; whether more may be waiting. Never when another replica is the owner. */
  private async step(): Promise<boolean> {
    const connection = (this.connection ??= await this.connect());
    if (!(await this.owns(connection))) return false;
    const { rows: waiting } = await connection.query<OutboxRow>({
      name: 'relay-read',
      text: `SELECT id, event_id, source, type, topic, subject, aggregate_version, occurred_at, causation_id,
                    traceparent, data::text AS data
             FROM outbox WHERE published_at IS NULL ORDER BY id LIMIT ${BATCH}`,
    });
    if (waiting.length === 0) return false;
    const rows = firstThatFit(waiting);
    this.producer ??= await this.freshProducer();
    await this.producer.sendBatch({ acks: -1, topicMessages: toTopicMessages(rows, this.options.topicPrefix) });
    await connection.query({
      name: 'relay-mark',
      text: 'UPDATE outbox SET published_at = now() WHERE id = ANY($1::bigint[])',
      values: [rows.map((row) => row.id)],
    });
    return waiting.length === BATCH || rows.length < waiting.length;
  }

  private owner = false;

  private async owns(connection: pg.Client): Promise<boolean> {
    if (this.owner) return true;
    const { rows } = await connection.query<{ held: boolean }>('SELECT pg_try_advisory_lock($1) AS held', [RELAY_LOCK]);
    this.owner = rows[0]?.held ?? false;
    return this.owner;
  }

  private async connect(): Promise<pg.Client> {
    const connection = new pg.Client({
      connectionString: this.options.databaseUrl,
      application_name: `${this.options.service} relay`,
      connectionTimeoutMillis: 5_000,
      query_timeout: 30_000,
      keepAlive: true,
    });
    connection.on('error', () => undefined);
    await connection.connect();
    return connection;
  }

  /** kafkajs's idempotent producer can be out of sequence after a rejected send, so one is never used again. */
  private async freshProducer(): Promise<Producer> {
    const producer = kafkaClient(this.options).producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
      retry: { retries: 2 },
    });
    await producer.connect();
    return producer;
  }

  /** Gives up the connection, and with it the lock, and the producer. */
  private async letGo(): Promise<void> {
    const { connection, producer } = this;
    this.connection = undefined;
    this.producer = undefined;
    this.owner = false;
    await Promise.allSettled([connection?.end(), producer?.disconnect()]);
  }
}
