import { Logger, Module, type DynamicModule } from '@nestjs/common';
import { EventProcessor } from './consumer/event-processor.js';
import { KafkaEvents } from './consumer/kafka-events.js';
import { MESSAGING_OPTIONS, ON_FATAL, type MessagingOptions, type OnFatal } from './options.js';
import { Outbox } from './outbox/outbox.js';
import { Relay } from './outbox/relay.js';
import { MessagingStatus } from './status.js';

/** Kafka for a service: `Outbox` to say, `@EventPattern` to hear. Connect `KafkaEvents` as the transport strategy. */
@Module({})
export class MessagingModule {
  static forRoot(options: MessagingOptions): DynamicModule {
    return {
      module: MessagingModule,
      global: true,
      providers: [
        { provide: MESSAGING_OPTIONS, useValue: options },
        { provide: ON_FATAL, useValue: endProcess },
        Relay,
        Outbox,
        EventProcessor,
        KafkaEvents,
        MessagingStatus,
      ],
      exports: [Outbox, Relay, KafkaEvents, MessagingStatus],
    };
  }
}

/** A consumer that kafkajs will not restart is a zombie; a fresh process is the cure. */
const endProcess: OnFatal = (error) => {
  new Logger(MessagingModule.name).fatal(`consumer is dead, ending the process: ${error.message}`);
  process.exit(1);
};
