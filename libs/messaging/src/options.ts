import type { KafkaConnection } from '@opencircle/kafka-connection';
import type { KafkaClient } from './broker/clients.js';
import type { CrashPoint } from './crash-points.js';

/** How one service meets Kafka. `topicPrefix` keeps test runs on one broker apart; it is empty in production. */
export type MessagingOptions = KafkaConnection & {
  readonly service: string;
  readonly topicPrefix: string;
  readonly databaseUrl: string;
  /** One transaction an event, or one a batch of events. The guarantees are the same. */
  readonly consumerMode?: ConsumerMode;
  /** How many relays share the outbox by aggregate; a divisor of 16. */
  readonly relayShards?: RelayShards;
  /** Which client speaks to Kafka; both keep the promises of the conformance suite. */
  readonly client?: KafkaClient;
  /** How long published outbox rows and inbox rows are kept. */
  readonly retentionHours?: number;
  /** For a harness that kills the process there; production leaves it out. */
  readonly onPoint?: (point: CrashPoint) => void;
};

export type ConsumerMode = 'single' | 'batch';
export type RelayShards = 1 | 2 | 4 | 8 | 16;

export const MESSAGING_OPTIONS = Symbol('messaging options');

/** Called when the process can no longer consume and only a fresh one can; a symbol so that tests can listen. */
export const ON_FATAL = Symbol('on fatal');
export type OnFatal = (error: Error) => void;
