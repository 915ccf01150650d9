import { Inject, Injectable, Logger } from '@nestjs/common';
import { Server, type CustomTransportStrategy, type MessageHandler } from '@nestjs/microservices';
import { findEventType } from '@opencircle/contracts';
import type { Consumer, EachBatchPayload } from 'kafkajs';
import { isObservable, lastValueFrom } from 'rxjs';
import { Backoff } from '../backoff.js';
import { kafkaClient } from '../kafka.js';
import { MESSAGING_OPTIONS, ON_FATAL, type MessagingOptions, type OnFatal } from '../options.js';
import { EventProcessor, type Handle } from './event-processor.js';
import { awaitTopics } from './await-topics.js';

/**
 * Nest's transport for events: `@EventPattern(listingPublished.type)` handlers run inside the inbox transaction, and
 * a partition's offset moves only after that commit. Only transient failures hold a partition up; it is paused, with
 * heartbeats going on, and tried again for as long as it takes.
 */
@Injectable()
export class KafkaEvents extends Server implements CustomTransportStrategy {
  private readonly log = new Logger(KafkaEvents.name);
  private readonly backoffs = new Map<string, Backoff>();
  private readonly commits = new Map<string, Date>();
  private consumer: Consumer | undefined;
  private closing = false;
  private joined = false;

  constructor(
    @Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions,
    @Inject(ON_FATAL) private readonly onFatal: OnFatal,
    private readonly processor: EventProcessor,
  ) {
    super();
  }

  /** Whether this process is a member of its group (also when it handles no event at all). */
  get ready(): boolean {
    return this.joined;
  }

  /** The topics of all handled events, prefixed. Throws when a handler names an event that no contract declares. */
  get subscribedTopics(): string[] {
    const topics = [...this.getHandlers()].map(([type, handler]) => this.topicOf(type, handler));
    return [...new Set(topics)];
  }

  /** When this process last moved an offset of the topic; undefined before the first time. */
  committedAt(topic: string): Date | undefined {
    return this.commits.get(topic);
  }

  get groupId(): string {
    return `${this.options.topicPrefix}opencircle.${this.options.service}`;
  }

  listen(callback: (error?: Error) => void): void {
    const topics = this.subscribedTopics;
    if (topics.length === 0) this.joined = true;
    else void this.start(topics).catch((error: unknown) => this.fail(error));
    callback();
  }

  async close(): Promise<void> {
    this.closing = true;
    await this.consumer?.disconnect();
  }

  on(): never {
    throw new Error('KafkaEvents has no events of its own to listen to');
  }

  unwrap<T>(): T {
    return this.consumer as T;
  }

  private async start(topics: string[]): Promise<void> {
    const kafka = kafkaClient(this.options);
    await awaitTopics(
      kafka,
      topics,
      (missing) => this.log.warn(`waiting for topics: ${missing.join(', ')}`),
      () => this.closing,
    );
    if (this.closing) return;
    const consumer = kafka.consumer({
      groupId: this.groupId,
      allowAutoTopicCreation: false,
      sessionTimeout: 30_000,
      heartbeatInterval: 3_000,
      maxWaitTimeInMs: 1_000,
      retry: { retries: 10, restartOnFailure: () => Promise.resolve(!this.closing) },
    });
    this.consumer = consumer;
    consumer.on(consumer.events.GROUP_JOIN, () => (this.joined = true));
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      this.joined = false;
      if (!payload.restart) this.fail(payload.error);
    });
    await consumer.connect();
    await consumer.subscribe({ topics, fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: 3,
      eachBatch: (payload) => this.consume(consumer, payload),
    });
  }

  private async consume(consumer: Consumer, payload: EachBatchPayload): Promise<void> {
    const { topic, partition, messages } = payload.batch;
    const place = `${topic}/${partition}`;
    const backoff = this.backoffs.get(place) ?? new Backoff(200, 10_000);
    this.backoffs.set(place, backoff);
    let done: bigint | undefined;
    try {
      for (const message of messages) {
        if (!payload.isRunning() || payload.isStale()) break;
        await this.processor.process({ topic, partition, offset: message.offset, message }, (type) =>
          this.handlerFor(type),
        );
        payload.resolveOffset(message.offset);
        done = BigInt(message.offset);
        backoff.reset();
        await payload.heartbeat();
      }
    } catch (error) {
      const wait = backoff.next();
      this.log.warn(`${place} waits ${Math.round(wait)} ms: ${(error as Error).message}`);
      setTimeout(payload.pause(), wait);
    }
    if (done === undefined) return;
    await consumer.commitOffsets([{ topic, partition, offset: String(done + 1n) }]);
    this.commits.set(topic, new Date());
  }

  private handlerFor(type: string): Handle | undefined {
    const handler = this.getHandlerByPattern(type);
    if (handler === null) return undefined;
    return async (context) => {
      const result: unknown = await handler(context.event.data, context);
      if (isObservable(result)) await lastValueFrom(result, { defaultValue: undefined });
    };
  }

  private topicOf(type: string, handler: MessageHandler): string {
    const declared = findEventType(type);
    if (declared === undefined) throw new Error(`a handler names ${type}, which no contract declares`);
    if (handler.next !== undefined) throw new Error(`${type} has two handlers; one transaction needs one`);
    return this.options.topicPrefix + declared.topic;
  }

  private fail(error: unknown): void {
    if (!this.closing) this.onFatal(error instanceof Error ? error : new Error(String(error)));
  }
}
