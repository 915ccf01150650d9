import { Controller, Module } from '@nestjs/common';
import { listingRejected, type ListingRejected } from '@opencircle/contracts';
import { auditMigrations } from '@opencircle/audit';
import { KafkaEvents, OnEvent, messagingMigrations, type EventContext, type Receiver } from '@opencircle/messaging';
import { persistenceMigrations } from '@opencircle/persistence';
import { accessMigrations, createService } from '@opencircle/service-defaults';
import { z } from 'zod';

const ill = process.argv.includes('ill');
// The service's own command line knows no such word.
process.argv.splice(2);

@Controller()
class OnListingRejected {
  constructor(private readonly events: KafkaEvents) {}

  @OnEvent(listingRejected)
  async run({ reasonCode }: ListingRejected, { db, event }: EventContext): Promise<void> {
    await db.query('INSERT INTO effect (event_id) VALUES ($1)', [event.id]);
    if (ill) await this.fallIll(reasonCode);
  }

  private async fallIll(reasonCode: string): Promise<void> {
    if (reasonCode === 'hangs') await new Promise(() => undefined);
    if (reasonCode === 'blocks') for (;;);
    // The client is gone without a word, as after an error that it takes for final.
    if (reasonCode === 'goes-deaf') void this.events.unwrap<Receiver>().close();
  }
}

@Module({ controllers: [OnListingRejected] })
class PatientModule {}

/** A whole service, with the health routes that an orchestrator asks. */
await createService({
  name: 'patient',
  module: PatientModule,
  env: z.object({}),
  problems: {},
  entities: [],
  migrations: [...persistenceMigrations, ...messagingMigrations, ...auditMigrations, ...accessMigrations],
});
