import { auditMigrations } from '@opencircle/audit';
import { messagingMigrations } from '@opencircle/messaging';
import { persistenceMigrations } from '@opencircle/persistence';
import { accessMigrations, type ServiceDefinition } from '@opencircle/service-defaults';
import { AppModule } from './app.module.js';
import { ModerationCase } from './case/moderation-case.js';
import { environment } from './environment.js';
import { ImportJob } from './import/import-job.js';
import { ImportRow } from './import/import-row.js';
import { Listing } from './listing/listing.js';
import { Revision } from './listing/revision.js';
import { Listings1795392100000 } from './migrations/1795392100000-listings.js';
import { OrganizationTree1795910100000 } from './migrations/1795910100000-organization-tree.js';
import { RowSecurity1795910101000 } from './migrations/1795910101000-row-security.js';
import { OrganizationState1795990100000 } from './migrations/1795990100000-organization-state.js';
import { StoppedImports1796030000000 } from './migrations/1796030000000-stopped-imports.js';
import { StateVersion1796030100000 } from './migrations/1796030100000-state-version.js';
import { ListingRegion1795900000000 } from './migrations/1795900000000-listing-region.js';
import { Organization } from './organization/organization.js';
import { problems } from './problems.js';
import { Report } from './report/report.js';

/** What this service is made of; `main.ts` serves it, tests boot it. */
export const service = {
  name: 'listings',
  module: AppModule,
  env: environment,
  problems,
  entities: [Listing, Revision, ModerationCase, Report, ImportJob, ImportRow, Organization],
  migrations: [
    ...persistenceMigrations,
    ...messagingMigrations,
    ...auditMigrations,
    ...accessMigrations,
    Listings1795392100000,
    ListingRegion1795900000000,
    OrganizationTree1795910100000,
    RowSecurity1795910101000,
    OrganizationState1795990100000,
    StoppedImports1796030000000,
    StateVersion1796030100000,
  ],
} satisfies ServiceDefinition;
