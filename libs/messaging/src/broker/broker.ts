/** An event as it travels: `key` is the aggregate's id, `value` JSON, `headers` the CloudEvents attributes. */
export type OutgoingEvent = {
  readonly topic: string;
  readonly key: string;
  readonly value: string;
  readonly headers: Readonly<Record<string, string>>;
};

/** A record as it came; nothing of it is checked. A header that stands twice has an array, one without a value null. */
export type IncomingRecord = {
  readonly offset: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers?: Readonly<Record<string, HeaderValue | HeaderValue[] | undefined>>;
};

export type HeaderValue = Buffer | string | null;

/**
 * What the messaging guarantees need of a Kafka client. Nothing else of a client is used, so that another can stand here;
 * the conformance proof says whether it keeps these promises. Topics are whole names, prefix included.
 */
export type Broker = {
  /** A connected, idempotent producer that waits for all in-sync replicas. */
  openSender(): Promise<Sender>;
  /** Joins the group and receives from the committed offsets on, from the beginning where there are none. */
  openReceiver(plan: ReceiverPlan): Promise<Receiver>;
  /** Names of the topics that are there; makes none. */
  topics(): Promise<ReadonlySet<string>>;
  /** Events between the group's committed offsets and the ends of the topics. */
  lag(groupId: string, topics: readonly string[]): Promise<{ topic: string; lag: number }[]>;
};

/** Injects the process's Broker. */
export const BROKER = Symbol('broker');

export type Sender = {
  /**
   * Resolves once every in-sync replica has all of them, each topic's in the given order. After a rejection some may be
   * there; the sender must not be used again. Rejects with EventRefused when Kafka will not take one at any time.
   */
  send(events: readonly OutgoingEvent[]): Promise<void>;
  close(): Promise<void>;
};

/** Why Kafka refuses an event for good: waiting does not help, other events may pass. */
export type RefusalReason = 'too-large' | 'unknown-topic';

export class EventRefused extends Error {
  constructor(
    readonly reason: RefusalReason,
    detail: string,
  ) {
    super(`${reason}: ${detail}`);
  }
}

export type ReceiverPlan = {
  readonly groupId: string;
  readonly topics: readonly string[];
  /** How many partitions are worked on at once. */
  readonly concurrency: number;
  /** Works on a partition's next records; never called twice at once for one partition. A rejection is fatal. */
  readonly receive: (delivery: Delivery) => Promise<void>;
  /** The client gave a sign of life: joined, fetched, heard from the coordinator. */
  readonly onSign: (sign: 'joined' | 'alive' | 'left') => void;
  /** The client will not receive any more and does not mend itself. */
  readonly onFatal: (error: Error) => void;
};

/** Consecutive records of one partition. What is not reported as done comes again. */
export type Delivery = {
  readonly topic: string;
  readonly partition: number;
  readonly records: readonly IncomingRecord[];
  /** All records up to this one have their effect; the group's offset may move past it. */
  done(offset: string): void;
  /** Tells the group that this member lives; call it during long work. Rejects when the partition is lost. */
  heartbeat(): Promise<void>;
  /** Whether the partition was taken away or the receiver is closing: stop working on it. */
  isStale(): boolean;
  /** Nothing of this partition for so many milliseconds; then the records that are not done come again. */
  pauseFor(milliseconds: number): void;
};

export type Receiver = {
  /** Finishes what is in work, commits what is done, leaves the group. */
  close(): Promise<void>;
};
