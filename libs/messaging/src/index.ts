import { Messaging1795392001000 } from './migrations/1795392001000-messaging.js';

export { EventContext } from './consumer/event-context.js';
export { OnEvent } from './consumer/on-event.decorator.js';
export { KafkaEvents } from './consumer/kafka-events.js';
export { TransientFailure } from './consumer/transient.js';
export { MessagingModule } from './messaging.module.js';
export { ON_FATAL, type MessagingOptions, type OnFatal } from './options.js';
export { Outbox } from './outbox/outbox.js';
export { Signal } from './signal.js';
export { MessagingStatus, type OutboxState, type TopicLag } from './status.js';

/** What this library keeps in a service's database. */
export const messagingMigrations = [Messaging1795392001000] as const;
