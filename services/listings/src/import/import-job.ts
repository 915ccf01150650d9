import { newId, type ImportId, type OrganizationId, type PersonId } from '@opencircle/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { importNotChecked } from './import.errors.js';
import type { ImportDefaults } from './import-defaults.js';

export const importStates = ['checking', 'checked', 'running', 'done', 'failed'] as const;
export type ImportState = (typeof importStates)[number];

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
  /** Who said "run"; the author of what comes of it. */
  @Column('uuid', { name: 'run_by', nullable: true }) runBy: PersonId | null;

  static of(
    given: { organizationId: OrganizationId; fileName: string; defaults: ImportDefaults; total: number },
    createdBy: PersonId,
    createdAt: Date,
  ): ImportJob {
    const { organizationId, fileName, defaults, total } = given;
    const fresh = { id: newId<ImportId>(), state: 'checking' as const, runBy: null };
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

  /** Starts the run. One that runs or has run is left as it is. Throws import-not-checked. */
  start(by: PersonId): void {
    switch (this.state) {
      case 'running':
      case 'done':
        return;
      case 'checking':
      case 'failed':
        throw importNotChecked(this.state);
      case 'checked':
        this.state = 'running';
        this.runBy = by;
    }
  }
}
