import { auditMigrations } from '@opencircle/audit';
import { messagingMigrations } from '@opencircle/messaging';
import { persistenceMigrations } from '@opencircle/persistence';
import { accessMigrations, type ServiceDefinition } from '@opencircle/service-defaults';
import { AppModule } from './app.module.js';
import { Delivery } from './delivery/delivery.js';
import { environment } from './environment.js';
import { ListingFacts } from './listing/listing-facts.js';
import { ListingFacts1795392100000 } from './migrations/1795392100000-listing-facts.js';
import { Delivery1795392101000 } from './migrations/1795392101000-delivery.js';
import { RowSecurity1795910101000 } from './migrations/1795910101000-row-security.js';
import { MailLink1795920400000 } from './migrations/1795920400000-mail-link.js';

/** The notifications service, as `main.ts` serves it and tests start it. */
export const notifications = {
  name: 'notifications',
  module: AppModule,
  entities: [ListingFacts, Delivery],
  migrations: [
    ...persistenceMigrations,
    ...messagingMigrations,
    ...auditMigrations,
    ...accessMigrations,
    ListingFacts1795392100000,
    Delivery1795392101000,
    RowSecurity1795910101000,
    MailLink1795920400000,
  ],
  env: environment,
  problems: {},
} satisfies ServiceDefinition;
