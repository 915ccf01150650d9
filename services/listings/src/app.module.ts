import { Module } from '@nestjs/common';
import { CaseModule } from './case/case.module.js';
import { ClockModule } from './clock.module.js';
import { ImportModule } from './import/import.module.js';
import { ListingModule } from './listing/listing.module.js';
import { OrganizationModule } from './organization/organization.module.js';
import { ReportModule } from './report/report.module.js';

@Module({ imports: [ClockModule, ListingModule, CaseModule, ReportModule, ImportModule, OrganizationModule] })
export class AppModule {}
