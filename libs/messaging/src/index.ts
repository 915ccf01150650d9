import { Guarantees1795620000000 } from './migrations/1795620000000-guarantees.js';
import { Messaging1795392001000 } from './migrations/1795392001000-messaging.js';
import { ScheduledJob1795620001000 } from './migrations/1795620001000-scheduled-job.js';
import { CancelledReplay1795620004000 } from './migrations/1795620004000-cancelled-replay.js';
import { JobTrace1795990210000 } from './migrations/1795990210000-job-trace.js';
import { ParkedReplay1795620002000 } from './migrations/1795620002000-parked-replay.js';

export { BROKER, EventRefused, type Broker, type Delivery, type IncomingRecord, type OutgoingEvent, type Receiver, type ReceiverPlan, type Sender } from './broker/broker.js'; // prettier-ignore
export type { KafkaClient } from './broker/clients.js';
export { because, causeOfRequest, currentCause, traceIdOf, type Cause } from './cause.js';
export { EventContext } from './consumer/event-context.js';
export { handledEvents, OnEvent } from './consumer/on-event.decorator.js';
export { KafkaEvents } from './consumer/kafka-events.js';
export type { Vitality } from './consumer/progress.js';
export { TransientFailure } from './consumer/transient.js';
export { crashPoints, type CrashPoint } from './crash-points.js';
export { Loop } from './loop.js';
export { MessagingModule } from './messaging.module.js';
export { MESSAGING_REGISTRY } from './metrics.js';
export { ON_FATAL, type ConsumerMode, type MessagingOptions, type OnFatal, type RelayShards } from './options.js';
export { Outbox } from './outbox/outbox.js';
export { PARKED_AUDIT, type ParkedAction, type ParkedActionKind, type ParkedAudit, type PastAction } from './parking/audit.js'; // prettier-ignore
export { CancelReplay } from './parking/cancel-replay.js';
export { DiscardParked, type Discarded } from './parking/discard-parked.js';
export { DryRunSequence, type DryRun, type Foresight } from './parking/dry-run-sequence.js';
export { FindReplay, type ParkedReplay } from './parking/find-replay.js';
export { ListSequences, type ParkedSequence, type SequenceQuery } from './parking/list-sequences.js';
export { parkingReasons, type ParkingReason } from './parking/park.js';
export { ParkingRefused, type ParkingRefusal } from './parking/parking.errors.js';
export { ShowSequence, type ParkedEvent, type WholeSequence } from './parking/show-sequence.js';
export { StartReplay } from './parking/start-replay.js';
export { jobKind, type DueJob, type Job, type JobKind, type JobPayload } from './scheduler/job-kind.js';
export { OnJob, OnJobs } from './scheduler/on-job.decorator.js';
export { SchedulerStatus, type SchedulerState } from './scheduler/scheduler-status.js';
export { Scheduler } from './scheduler/scheduler.js';
export { MessagingStatus, type OutboxState, type TopicLag } from './status.js';

/** What this library keeps in a service's database. */
export const messagingMigrations = [
  Messaging1795392001000,
  Guarantees1795620000000,
  ScheduledJob1795620001000,
  ParkedReplay1795620002000,
  CancelledReplay1795620004000,
  JobTrace1795990210000,
] as const;
