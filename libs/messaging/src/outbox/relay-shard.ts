import { Logger } from '@nestjs/common';
import { EventRefused, type Broker, type RefusalReason, type Sender } from '../broker/broker.js';
import { whyAway } from '../broker/why-away.js';
import { Loop } from '../loop.js';
import type { MessagingMetrics } from '../metrics.js';
import type { MessagingOptions } from '../options.js';
import { OutboxReader } from './outbox-reader.js';
import { firstThatFit, toOutgoing, type OutboxRow } from './outbox-row.js';

const POLL_MS = 500;
/** Rows from which on reading ahead saves more than it costs. */
const WORTH_OVERLAPPING = 100;
/** How long a row that Kafka refused stays set aside before it is tried again. */
const RECONSIDER_SECONDS = 60;

/**
 * Sends a shard's committed outbox rows in id order, one send in flight. A row is marked only after every in-sync
 * replica has it, and after any failed send the same rows go out through a fresh sender: a row can arrive twice, it is
 * never lost and never overtaken. What Kafka refuses for good is set aside with all that follows it in its aggregate.
 */
export class RelayShard {
  private readonly logger = new Logger(RelayShard.name);
  private readonly loop = new Loop({
    step: async () => {
      await this.drain();
      return POLL_MS;
    },
    failed: (error) => this.failed(error),
  });
  private stopping = false;
  private reader: OutboxReader | undefined;
  private sender: Sender | undefined;
  private reconsideredAt = 0;

  constructor(
    private readonly options: MessagingOptions,
    private readonly broker: Broker,
    private readonly metrics: MessagingMetrics,
    private readonly shard: { readonly number: number; readonly of: number },
  ) {}

  wake(): void {
    this.loop.wake();
  }

  start(): void {
    this.loop.start();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.loop.stop();
    await this.letGo();
  }

  private async failed(error: unknown): Promise<void> {
    this.logger.warn(`outbox waits: ${whyAway(error, this.options)}`);
    await this.letGo();
  }

  /** Sends everything that waits. While a large batch is on its way, the one before is marked and the next one read. */
  private async drain(): Promise<void> {
    const reader = (this.reader ??= await this.openReader());
    this.reached('relay.before-lock');
    if (!(await reader.own())) return;
    this.reached('relay.after-lock');
    await this.reconsider(reader);
    this.reached('relay.before-read');
    let unmarked: readonly OutboxRow[] = [];
    let rows = firstThatFit(await reader.next(unmarked));
    while (rows.length > 0) {
      this.reached('relay.after-read');
      const ahead = rows.length >= WORTH_OVERLAPPING ? reader.next(unmarked, rows) : undefined;
      const began = performance.now();
      const results = await Promise.allSettled([this.sendOrSetAside(reader, rows), ahead]);
      const [delivered, read] = results.map(valueOf) as [readonly OutboxRow[], OutboxRow[] | undefined];
      this.metrics.relayed(delivered.length, performance.now() - began);
      unmarked = ahead === undefined ? [...unmarked, ...delivered] : delivered;
      this.reached('relay.before-mark');
      if (this.stopping) break;
      if (read !== undefined && delivered.length === rows.length) rows = firstThatFit(read);
      else {
        // What was read ahead may hold rows that must now wait behind one that was set aside.
        rows = firstThatFit(await reader.next(unmarked));
        unmarked = [];
        this.reached('relay.after-mark');
      }
    }
    await reader.mark(unmarked);
  }

  /** The rows that Kafka has now. */
  private async sendOrSetAside(reader: OutboxReader, rows: readonly OutboxRow[]): Promise<readonly OutboxRow[]> {
    try {
      await this.send(rows);
      return rows;
    } catch (error) {
      if (!(error instanceof EventRefused)) throw error;
      return this.sendOneByOne(reader, rows);
    }
  }

  private async sendOneByOne(reader: OutboxReader, rows: readonly OutboxRow[]): Promise<readonly OutboxRow[]> {
    const delivered: OutboxRow[] = [];
    const held = new Set<string>();
    const missing = new Set<string>();
    for (const row of rows) {
      const aggregate = `${row.topic}/${row.subject}`;
      if (held.has(aggregate)) continue;
      const reason = missing.has(row.topic) ? 'unknown-topic' : await this.refusal(row);
      if (reason === undefined) delivered.push(row);
      else {
        held.add(aggregate);
        if (reason === 'unknown-topic') missing.add(row.topic);
        this.reached('relay.before-set-aside');
        await reader.setAside(row, reason);
        this.metrics.setAside(reason);
        this.reached('relay.after-set-aside');
        this.logger.error(`set aside (${reason}): ${row.type} ${row.subject} v${row.aggregate_version}`);
      }
    }
    return delivered;
  }

  private async refusal(row: OutboxRow): Promise<RefusalReason | undefined> {
    try {
      await this.send([row]);
      return undefined;
    } catch (error) {
      if (error instanceof EventRefused) return error.reason;
      throw error;
    }
  }

  private async send(rows: readonly OutboxRow[]): Promise<void> {
    const sender = (this.sender ??= await this.broker.openSender());
    this.reached('relay.before-send');
    try {
      await sender.send(rows.map((row) => toOutgoing(row, this.options.topicPrefix)));
    } catch (error) {
      this.sender = undefined;
      await sender.close().catch(() => undefined);
      throw error;
    }
    this.reached('relay.after-send');
  }

  private async reconsider(reader: OutboxReader): Promise<void> {
    if (Date.now() - this.reconsideredAt < (RECONSIDER_SECONDS * 1000) / 4) return;
    this.reconsideredAt = Date.now();
    await reader.reconsider(RECONSIDER_SECONDS);
  }

  private openReader(): Promise<OutboxReader> {
    const { service, databaseUrl } = this.options;
    const { number, of } = this.shard;
    return OutboxReader.open({ url: databaseUrl, name: `${service} relay ${number}/${of}`, shard: number, shards: of });
  }

  private async letGo(): Promise<void> {
    const { reader, sender } = this;
    this.reader = undefined;
    this.sender = undefined;
    await Promise.allSettled([reader?.close(), sender?.close()]);
  }

  private reached(point: Parameters<NonNullable<MessagingOptions['onPoint']>>[0]): void {
    this.options.onPoint?.(point);
  }
}

function valueOf<T>(result: PromiseSettledResult<T>): T {
  if (result.status === 'rejected') throw result.reason;
  return result.value;
}
