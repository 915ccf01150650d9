import { newId, type ImportId, type OrganizationId, type PersonId } from '@opencircle/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { importNotChecked } from './import.errors.js';
import type { ImportDefaults } from './import-defaults.js';

export const importStates = ['checking', 'checked', 'running', 'stopped', 'done', 'failed'] as const;
export type ImportState = (typeof importStates)[number];

/** Why an import waits to be run again: its organization is suspended, or who ran it may not act for it any more. */
export const stopReasons = ['organization-suspended', 'access-ended'] as const;
export type StopReason = (typeof stopReasons)[number];

/** One feed on its way in: first every row is read and judged, then, when a person says so, applied. */
@Entity('import_job')
export class ImportJob {
  @PrimaryColumn('uuid') id: ImportId;
  @Column('uuid', { name: 'organization_id' }) organizationId: OrganizationId;
  @Column('text', { name: 'file_name' }) fileName: string;
  @Column('text') state: ImportState;
  @Column('jsonb') defaults: ImportDefaults;
  @Column('integer') total: number;
  @Column('uuid', { name: 'created_by' }) createdBy: PersonId;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  /** Who said "run" last, and when; the author of what comes of it from then on. */
  @Column('uuid', { name: 'run_by', nullable: true }) runBy: PersonId | null;
  @Column('timestamptz', { name: 'run_at', nullable: true }) runAt: Date | null;
  /** While it is stopped. */
  @Column('text', { name: 'stopped_because', nullable: true }) stoppedBecause: StopReason | null;

  static of(
    given: { organizationId: OrganizationId; fileName: string; defaults: ImportDefaults; total: number },
    createdBy: PersonId,
    createdAt: Date,
  ): ImportJob {
    const { organizationId, fileName, defaults, total } = given;
    const fresh = { id: newId<ImportId>(), state: 'checking' as const, runBy: null, runAt: null, stoppedBecause: null };
    return Object.assign(new ImportJob(), {
      ...fresh,
      organizationId,
      fileName,
      defaults,
      total,
      createdBy,
      createdAt,
    });
  }

  /** Starts the run, or goes on with a stopped one. One that runs or has run is left as it is. Throws import-not-checked. */
  start(by: PersonId, now: Date): void {
    switch (this.state) {
      case 'running':
      case 'done':
        return;
      case 'checking':
      case 'failed':
        throw importNotChecked(this.state);
      case 'checked':
      case 'stopped':
        this.state = 'running';
        this.runBy = by;
        this.runAt = now;
        this.stoppedBecause = null;
    }
  }
}
