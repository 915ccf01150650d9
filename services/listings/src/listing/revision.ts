import { newId, type ListingId, type PersonId, type RevisionId } from '@opencircle/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ListingContent } from './listing-content.js';
import { noPrivateContent, type PrivateContent } from './private-content.js';

export const revisionStates = ['draft', 'in_review', 'approved', 'changes_requested', 'rejected', 'withdrawn'] as const;
export type RevisionState = (typeof revisionStates)[number];

/** One full snapshot of a listing's content. The content never changes once written; only the verdict on it does. */
@Entity('listing_revision')
export class Revision {
  @PrimaryColumn('uuid') id: RevisionId;
  @Column('uuid', { name: 'listing_id' }) listingId: ListingId;
  @Column('text') state: RevisionState;
  @Column('jsonb') content: ListingContent;
  /** Join link and dial-in: read by staff of the organization alone. */
  @Column('jsonb', { name: 'private_content' }) privateContent: PrivateContent;
  @Column('uuid', { name: 'written_by' }) writtenBy: PersonId;
  @Column('timestamptz', { name: 'written_at' }) writtenAt: Date;
  @Column('timestamptz', { name: 'submitted_at', nullable: true }) submittedAt: Date | null;
  @Column('timestamptz', { name: 'decided_at', nullable: true }) decidedAt: Date | null;

  static write(
    listingId: ListingId,
    written: { content: ListingContent; privateContent?: PrivateContent | undefined },
    by: PersonId,
    now: Date,
  ): Revision {
    return Object.assign(new Revision(), {
      id: newId<RevisionId>(),
      listingId,
      state: 'draft' as const,
      content: written.content,
      privateContent: written.privateContent ?? noPrivateContent,
      writtenBy: by,
      writtenAt: now,
      submittedAt: null,
      decidedAt: null,
    });
  }

  submit(now: Date): void {
    this.move('draft', 'in_review');
    this.submittedAt = now;
  }

  decide(verdict: 'approved' | 'changes_requested' | 'rejected', now: Date): void {
    this.move('in_review', verdict);
    this.decidedAt = now;
  }

  /** A newer snapshot takes its place. What was decided stays decided. */
  supersede(now: Date): void {
    if (this.state !== 'draft' && this.state !== 'in_review') return;
    this.state = 'withdrawn';
    this.decidedAt = now;
  }

  private move(from: RevisionState, to: RevisionState): void {
    if (this.state !== from) throw new Error(`revision ${this.id} is ${this.state}, not ${from}`);
    this.state = to;
  }
}
