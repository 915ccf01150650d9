import { auditMigrations } from '@opencircle/audit';
import { messagingMigrations } from '@opencircle/messaging';
import { persistenceMigrations } from '@opencircle/persistence';
import { accessMigrations, type ServiceDefinition } from '@opencircle/service-defaults';
import { AppModule } from './app.module.js';
import { environment } from './environment.js';
import { PublishedGroup } from './group/published-group.js';
import { Group1795392100000 } from './migrations/1795392100000-group.js';
import { RowSecurity1795910101000 } from './migrations/1795910101000-row-security.js';
import { OrganizationSuspended1795990100000 } from './migrations/1795990100000-organization-suspended.js';
import { StateVersion1796030100000 } from './migrations/1796030100000-state-version.js';
import { problems } from './problems.js';

export const matching = {
  name: 'matching',
  module: AppModule,
  entities: [PublishedGroup],
  migrations: [
    ...persistenceMigrations,
    ...messagingMigrations,
    ...auditMigrations,
    ...accessMigrations,
    Group1795392100000,
    RowSecurity1795910101000,
    OrganizationSuspended1795990100000,
    StateVersion1796030100000,
  ],
  env: environment,
  problems,
} satisfies ServiceDefinition;
