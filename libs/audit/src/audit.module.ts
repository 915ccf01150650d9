import { Module, type DynamicModule } from '@nestjs/common';
import { PARKED_AUDIT } from '@opencircle/messaging';
import { Audit } from './audit.js';
import { Checkpoints } from './checkpoint/checkpoints.js';
import { FindEntries } from './find-entries.js';
import { AUDIT_OPTIONS, type AuditOptions } from './options.js';
import { ParkedActionsInAudit } from './parked-audit.js';
import { Refusals } from './refusals.js';
import { SealLoop } from './seal/seal-loop.js';

/** The audit log of a service with a database and messaging. */
@Module({})
export class AuditModule {
  static forRoot(options: AuditOptions): DynamicModule {
    return {
      module: AuditModule,
      global: true,
      providers: [
        { provide: AUDIT_OPTIONS, useValue: options },
        Audit,
        SealLoop,
        Checkpoints,
        Refusals,
        FindEntries,
        ParkedActionsInAudit,
        { provide: PARKED_AUDIT, useExisting: ParkedActionsInAudit },
      ],
      exports: [Audit, Refusals, FindEntries, PARKED_AUDIT],
    };
  }
}
