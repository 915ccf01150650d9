/** How one service meets Kafka. `topicPrefix` keeps test runs on one broker apart; it is empty in production. */
export type MessagingOptions = {
  service: string;
  brokers: readonly string[];
  topicPrefix: string;
  databaseUrl: string;
};

export const MESSAGING_OPTIONS = Symbol('messaging options');

/** Called when the process can no longer consume and only a fresh one can; a symbol so that tests can listen. */
export const ON_FATAL = Symbol('on fatal');
export type OnFatal = (error: Error) => void;
