import type { CaseId, ListingId } from '@opencircle/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ReportReason } from './report-reasons.js';

/** What somebody said about a listing. Nothing is kept of who said it. */
@Entity('report')
export class Report {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'case_id' }) caseId: CaseId;
  @Column('uuid', { name: 'listing_id' }) listingId: ListingId;
  @Column('text') reason: ReportReason;
  @Column('text', { nullable: true }) note: string | null;
  @Column('timestamptz', { name: 'reported_at' }) reportedAt: Date;

  shown(): { reason: ReportReason; note: string | null; reportedAt: string } {
    return { reason: this.reason, note: this.note, reportedAt: this.reportedAt.toISOString() };
  }
}
