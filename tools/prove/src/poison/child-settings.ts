/** What the parent says to the process under test, by its environment. */
export type ChildSettings = {
  readonly DATABASE_URL: string;
  readonly KAFKA_BROKERS: string;
  readonly TOPIC_PREFIX: string;
  readonly CONSUMER: ConsumerKind;
};

/** Ours in its two modes, and one whose handlers' errors reach the client: the control. */
export type ConsumerKind = 'single' | 'batch' | 'escaping';

export const SERVICE = 'poisoned';

/** `up`: it consumes. `mended`: what the parent asked for is done. */
export type ChildMessage = { readonly is: 'up' | 'mended' };
export type ParentMessage = { readonly mend: true };
