import { Module } from '@nestjs/common';
import { ListingModule } from '../listing/listing.module.js';
import { ApplyRow } from './apply-row.js';
import { CheckRows } from './check-rows.js';
import { CreateImport } from './create-import.js';
import { FailImport } from './fail-import.js';
import { FailRow } from './fail-row.js';
import { FindImports } from './find-imports.js';
import { FinishImports } from './finish-imports.js';
import { ImportWorker } from './import-worker.js';
import { OnPersonDisabled } from './on-person-disabled.js';
import { OnStaffGranted } from './on-staff-granted.js';
import { OnStaffRevoked } from './on-staff-revoked.js';
import { ImportController } from './import.controller.js';
import { RunImport } from './run-import.js';
import { StopImports } from './stop-imports.js';

@Module({
  imports: [ListingModule],
  controllers: [ImportController, OnPersonDisabled, OnStaffGranted, OnStaffRevoked],
  providers: [
    ApplyRow,
    CheckRows,
    CreateImport,
    FailImport,
    FailRow,
    FindImports,
    FinishImports,
    ImportWorker,
    RunImport,
    StopImports,
  ],
})
export class ImportModule {}
