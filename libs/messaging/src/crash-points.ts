/**
 * Places where a process may die between two steps that must not tear apart, in the order in which an event passes
 * them. The proof `crash-points` kills a process at each.
 */
export const crashPoints = [
  'outbox.before-version',
  'outbox.after-add',
  'outbox.after-commit',
  'relay.before-lock',
  'relay.after-lock',
  'relay.before-read',
  'relay.after-read',
  'relay.before-send',
  'relay.after-send',
  'relay.before-mark',
  'relay.after-mark',
  'relay.before-set-aside',
  'relay.after-set-aside',
  'relay.before-purge',
  'relay.after-purge',
  'consumer.after-receive',
  'consumer.after-decode',
  'consumer.after-begin',
  'consumer.after-admit',
  'consumer.after-effect',
  'consumer.after-commit',
  'consumer.after-resolve',
  'consumer.before-park',
  'consumer.after-park',
  'consumer.after-pause',
  'replay.after-claim',
  'replay.after-admit',
  'replay.after-effect',
  'replay.after-event',
  'replay.before-finish',
  'scheduler.before-claim',
  'scheduler.after-claim',
  'scheduler.after-effect',
  'scheduler.before-commit',
  'scheduler.after-commit',
] as const;

export type CrashPoint = (typeof crashPoints)[number];
