import { Module } from '@nestjs/common';
import { CaseModule } from '../case/case.module.js';
import { ReportController } from './report.controller.js';
import { ReportListing } from './report-listing.js';

@Module({ imports: [CaseModule], controllers: [ReportController], providers: [ReportListing] })
export class ReportModule {}
