import { Inject, Injectable, Logger } from '@nestjs/common';
import { Server, type CustomTransportStrategy, type MessageHandler } from '@nestjs/microservices';
import { consumerGroup, findEventType } from '@opencircle/contracts';
import { isObservable, lastValueFrom } from 'rxjs';
import { BROKER, type Broker, type Delivery, type Receiver } from '../broker/broker.js';
import { MESSAGING_OPTIONS, ON_FATAL, type MessagingOptions, type OnFatal } from '../options.js';
import { awaitTopics, type Awaited } from './await-topics.js';
import { Lookout } from './lookout.js';
import type { Handle } from './run-handler.js';
import { PartitionWorker } from './partition-worker.js';
import { Progress, type Vitality } from './progress.js';
import { TransientFailure } from './transient.js';

/** A partition waits for PostgreSQL most of the time; so many keep one process busy and leave the pool room for requests. */
const PARTITIONS_AT_ONCE = 6;

/** A member of the group that shows no progress. */
class ConsumerStuck extends Error {
  constructor() {
    super('the consumer does not get on');
  }
}

/**
 * Nest's transport for events: `@EventPattern(listingPublished.type)` handlers run inside the inbox transaction, and
 * a partition's offset moves only after that commit. Only transient failures hold a partition up; it is paused, with
 * heartbeats going on, and tried again for as long as it takes. A consumer that does not get on ends the process.
 */
@Injectable()
export class KafkaEvents extends Server implements CustomTransportStrategy {
  private readonly log = new Logger(KafkaEvents.name);
  private readonly progress = new Progress();
  /** Nest works a pattern out anew at each look-up, which would be a tenth of an event's time. */
  private readonly handles = new Map<string, Handle>();
  private opening: Promise<Receiver> | undefined;
  private receiver: Receiver | undefined;
  private lookout: Lookout | undefined;
  private closing = false;
  private isListening = false;

  constructor(
    @Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions,
    @Inject(BROKER) private readonly broker: Broker,
    @Inject(ON_FATAL) private readonly onFatal: OnFatal,
    private readonly worker: PartitionWorker,
  ) {
    super();
  }

  /** How the consumer gets on; a process that handles no event at all is well. */
  get vitality(): Vitality {
    return this.getHandlers().size === 0 ? 'well' : this.progress.vitality();
  }

  /** The topics of all handled events, prefixed. Throws when a handler names an event that no contract declares. */
  get subscribedTopics(): string[] {
    const topics = [...this.getHandlers()].map(([type, handler]) => this.topicOf(type, handler));
    return [...new Set(topics)];
  }

  /** When this process last settled an event of the topic; undefined before the first time. */
  settledAt(topic: string): Date | undefined {
    return this.worker.settledAt(topic);
  }

  get groupId(): string {
    return consumerGroup(this.options.service, this.options.topicPrefix);
  }

  /** Whether the handlers are known. */
  get listening(): boolean {
    return this.isListening;
  }

  listen(callback: (error?: Error) => void): void {
    this.isListening = true;
    const topics = this.subscribedTopics;
    if (topics.length > 0) void this.start(topics).catch((error: unknown) => this.fail(error));
    callback();
  }

  async close(): Promise<void> {
    this.closing = true;
    this.lookout?.stop();
    // One that is still joining is waited for: left alone it would go on joining when everything else is gone.
    const receiver = await this.opening?.catch(() => undefined);
    await receiver?.close();
  }

  on(): never {
    throw new Error('KafkaEvents has no events of its own to listen to');
  }

  unwrap<T>(): T {
    return this.receiver as T;
  }

  private async start(topics: string[]): Promise<void> {
    await awaitTopics(
      this.broker,
      this.options,
      topics,
      (awaited) => this.log.warn(textOf(awaited)),
      () => this.closing,
    );
    if (this.closing) return;
    this.lookout = new Lookout(
      this.progress,
      () => this.broker.lag(this.groupId, topics),
      () => this.fail(new ConsumerStuck()),
    );
    this.lookout.start();
    this.opening = this.broker.openReceiver({
      groupId: this.groupId,
      topics,
      concurrency: PARTITIONS_AT_ONCE,
      receive: (delivery: Delivery) => this.worker.work(delivery, (type) => this.handlerFor(type), this.progress),
      onSign: (sign) => this.progress.sign(sign),
      onFatal: (error) => this.fail(error),
    });
    this.receiver = await this.opening;
  }

  /**
   * What handles events of this type here; undefined when nothing does. Throws TransientFailure before `listen`, when
   * the handlers are not known yet and every event would look like one that nobody wants.
   */
  handlerFor(type: string): Handle | undefined {
    if (!this.isListening) throw new TransientFailure('the handlers are not known yet');
    const known = this.handles.get(type);
    if (known !== undefined) return known;
    const handler = this.getHandlerByPattern(type);
    if (handler === null) return undefined;
    const handle: Handle = async (context) => {
      const result: unknown = await handler(context.event.data, context);
      if (isObservable(result)) await lastValueFrom(result, { defaultValue: undefined });
    };
    this.handles.set(type, handle);
    return handle;
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

function textOf(awaited: Awaited): string {
  return 'away' in awaited
    ? `waiting for Kafka, which does not answer: ${awaited.away}`
    : `waiting for topics that are missing, or not granted to this user: ${awaited.missing.join(', ')}`;
}
