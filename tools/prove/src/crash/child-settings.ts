/** What the parent says to the process under test, by its environment. */
export type ChildSettings = {
  readonly CRASH_AT?: string;
  /** How often the point is passed before. */
  readonly CRASH_SKIP?: string;
  readonly DATABASE_URL: string;
  readonly KAFKA_BROKERS: string;
  readonly TOPIC_PREFIX: string;
  readonly CONSUMER: ConsumerKind;
};

/** Ours in its two modes, and two that are wrong: controls. */
export type ConsumerKind = 'single' | 'batch' | 'inbox-off' | 'offset-first';

/** Only ours says something on, in the transaction of the effect. */
export function isOurs(kind: ConsumerKind): kind is 'single' | 'batch' {
  return kind === 'single' || kind === 'batch';
}

export const SERVICE = 'crasher';

/** A process that is to die in a replay is a release in which what was poison is mended. */
export function isMended(crashAt: string | undefined): boolean {
  return crashAt?.startsWith('replay.') ?? false;
}

/** Its one message to the parent: it takes requests, and where. */
export type ChildReady = { readonly url: string };

/**
 * What a request asks for: an event that is handled at once, after waiting, never, that Kafka does not take,
 * or that is only said later.
 * `key` is the request's name in the ledger.
 */
export type WriteRequest = { readonly key: string; readonly subject: string; readonly kind: WriteKind };
export type WriteKind = 'plain' | 'wait' | 'poison' | 'refused' | 'later';
