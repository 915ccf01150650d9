import type { ImportId, ListingId } from '@opencircle/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { FeedRemark } from './row-report.js';

export const rowOutcomes = ['create', 'revise', 'unchanged', 'refuse'] as const;
export type RowOutcome = (typeof rowOutcomes)[number];

/** A feed row and what becomes of it; rows count from 1. */
@Entity('import_row')
export class ImportRow {
  @PrimaryColumn('uuid', { name: 'import_id' }) importId: ImportId;
  @PrimaryColumn('integer') row: number;
  /** As it came, join link included; null once the import is done. */
  @Column('jsonb', { nullable: true }) raw: unknown;
  @Column('text', { nullable: true }) name: string | null;
  @Column('text', { name: 'source_key', nullable: true }) sourceKey: string | null;
  /** What the check planned; null while the row waits to be checked. */
  @Column('text', { nullable: true }) outcome: RowOutcome | null;
  @Column('jsonb') problems: FeedRemark[];
  @Column('jsonb') notices: FeedRemark[];
  /** When the run was through with the row, whether it was applied or failed. */
  @Column('timestamptz', { name: 'finished_at', nullable: true }) finishedAt: Date | null;
  @Column('boolean') failed: boolean;
  @Column('uuid', { name: 'listing_id', nullable: true }) listingId: ListingId | null;
}
