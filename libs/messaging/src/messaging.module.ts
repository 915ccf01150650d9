import { Logger, Module, type DynamicModule, type Provider } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { BROKER } from './broker/broker.js';
import { ClientCertificate } from './broker/client-certificate.js';
import { kafkaClients } from './broker/clients.js';
import { whyAway } from './broker/why-away.js';
import { EventProcessor } from './consumer/event-processor.js';
import { KafkaEvents } from './consumer/kafka-events.js';
import { PartitionWorker } from './consumer/partition-worker.js';
import { MessagingMetrics } from './metrics.js';
import { MESSAGING_OPTIONS, ON_FATAL, type MessagingOptions, type OnFatal } from './options.js';
import { Outbox } from './outbox/outbox.js';
import { Relay } from './outbox/relay.js';
import { KEPT_AUDIT, PARKED_AUDIT, parkedActionTable, type ParkedAudit } from './parking/audit.js';
import { CancelReplay } from './parking/cancel-replay.js';
import { DiscardParked } from './parking/discard-parked.js';
import { DryRunSequence } from './parking/dry-run-sequence.js';
import { FindReplay } from './parking/find-replay.js';
import { ListSequences } from './parking/list-sequences.js';
import { ParkedMetrics } from './parking/parked-metrics.js';
import { ReplayClaims } from './parking/replay-claim.js';
import { ReplayNextEvent } from './parking/replay-next-event.js';
import { ReplayWorker } from './parking/replay-worker.js';
import { ShowSequence } from './parking/show-sequence.js';
import { StartReplay } from './parking/start-replay.js';
import { Purge } from './purge.js';
import { JobHandlers } from './scheduler/job-handlers.js';
import { JobWorker } from './scheduler/job-worker.js';
import { SchedulerStatus } from './scheduler/scheduler-status.js';
import { Scheduler } from './scheduler/scheduler.js';
import { MessagingStatus } from './status.js';

/** What ops do about events that are set aside. */
const parkingUseCases = [
  ListSequences,
  ShowSequence,
  DryRunSequence,
  StartReplay,
  FindReplay,
  CancelReplay,
  DiscardParked,
];

/** Kafka for a service: `Outbox` to say, `@EventPattern` to hear; `Scheduler` for later. Connect `KafkaEvents` as the transport strategy. */
@Module({})
export class MessagingModule {
  static forRoot(options: MessagingOptions): DynamicModule {
    return {
      module: MessagingModule,
      global: true,
      imports: [DiscoveryModule],
      providers: [
        { provide: MESSAGING_OPTIONS, useValue: options },
        { provide: ON_FATAL, useValue: endProcess(options) },
        broker(options),
        ClientCertificate,
        MessagingMetrics,
        Relay,
        Outbox,
        Purge,
        EventProcessor,
        PartitionWorker,
        KafkaEvents,
        MessagingStatus,
        JobHandlers,
        JobWorker,
        Scheduler,
        SchedulerStatus,
        {
          provide: KEPT_AUDIT,
          inject: [{ token: PARKED_AUDIT, optional: true }],
          useFactory: (elsewhere?: ParkedAudit) => elsewhere ?? parkedActionTable,
        },
        ParkedMetrics,
        ReplayClaims,
        ReplayNextEvent,
        ReplayWorker,
        ...parkingUseCases,
      ],
      exports: [Outbox, Relay, KafkaEvents, MessagingStatus, Scheduler, SchedulerStatus, ...parkingUseCases],
    };
  }
}

function broker({ service, client = 'kafkajs', ...connection }: MessagingOptions): Provider {
  return { provide: BROKER, useFactory: () => kafkaClients[client](service, connection) };
}

/** A consumer that its client will not restart is a zombie; a fresh process is the cure. */
function endProcess(options: MessagingOptions): OnFatal {
  return (error) => {
    const why = whyAway(error, options);
    new Logger(MessagingModule.name).fatal({ err: error }, `consumer is dead, ending the process: ${why}`);
    process.exit(1);
  };
}
