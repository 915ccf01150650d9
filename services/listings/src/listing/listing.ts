import { newId, type ListingId, type OrganizationId, type RevisionId } from '@opencircle/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { listingClosed, nothingToSubmit } from './listing.errors.js';
import type { ListingContent } from './listing-content.js';
import { meetingTime } from './meeting-time.js';
import { regionOf } from './region-of.js';
import type { Revision } from './revision.js';

export const listingStates = ['draft', 'in_review', 'published', 'paused', 'suspended', 'archived'] as const;
export type ListingState = (typeof listingStates)[number];

/** Where a listing's content came from: the row of a feed, known by `key`, with the hash of what it said last. */
export type ListingSource = { key: string; hash: string };

/**
 * A group on offer. `published` is the snapshot that people see, `pending` the one that staff work on or a moderator
 * reviews; an edit leaves the published one as it is until the new one is approved.
 */
@Entity('listing')
export class Listing {
  /** The columns that `approve` and `refuse` set. */
  static readonly changesWithVerdict = ['state', 'version', 'publishedRevisionId', 'pendingRevisionId', 'updatedAt'] as const; // prettier-ignore

  @PrimaryColumn('uuid') id: ListingId;
  @Column('uuid', { name: 'organization_id' }) organizationId: OrganizationId;
  @Column('text') state: ListingState;
  /** Grows with every change that somebody could have missed; the ETag. */
  @Column('integer') version: number;
  @Column('uuid', { name: 'published_revision_id', nullable: true }) publishedRevisionId: RevisionId | null;
  @Column('uuid', { name: 'pending_revision_id', nullable: true }) pendingRevisionId: RevisionId | null;
  @Column('text', { name: 'source_key', nullable: true }) sourceKey: string | null;
  @Column('text', { name: 'source_hash', nullable: true }) sourceHash: string | null;
  /** Name, time and place of the newest snapshot: for lists, and for finding likely duplicates. */
  @Column('text') name: string;
  @Column('text', { name: 'meeting_time' }) meetingTime: string;
  @Column('double precision', { nullable: true }) latitude: number | null;
  @Column('double precision', { nullable: true }) longitude: number | null;
  /** ISO 3166, of the newest snapshot: `US-CA`, or `IE`. */
  @Column('text', { nullable: true }) region: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt: Date;

  static draft(organizationId: OrganizationId, now: Date, id = newId<ListingId>()): Listing {
    return Object.assign(new Listing(), {
      id,
      organizationId,
      state: 'draft' as const,
      version: 0,
      publishedRevisionId: null,
      pendingRevisionId: null,
      sourceKey: null,
      sourceHash: null,
      createdAt: now,
      updatedAt: now,
    });
  }

  /** Takes a new snapshot. Throws listing-closed when the listing is archived or suspended. */
  propose(revision: Revision, now: Date): void {
    if (this.state === 'archived' || this.state === 'suspended') throw listingClosed(this.state);
    this.pendingRevisionId = revision.id;
    this.describe(revision.content);
    this.touch(now);
  }

  /** Sends the pending snapshot to review. Throws nothing-to-submit when it is not a draft. */
  submit(revision: Revision, now: Date): void {
    if (revision.id !== this.pendingRevisionId || revision.state !== 'draft') throw nothingToSubmit();
    revision.submit(now);
    if (this.state === 'draft') this.state = 'in_review';
    this.touch(now);
  }

  /** The pending snapshot becomes the one that people see. */
  approve(revision: Revision, now: Date): void {
    revision.decide('approved', now);
    this.publishedRevisionId = revision.id;
    this.pendingRevisionId = null;
    if (this.state === 'in_review') this.state = 'published';
    this.touch(now);
  }

  /** What is published stays; a listing that never was goes back to being a draft, so that it can be made better. */
  refuse(revision: Revision, verdict: 'changes_requested' | 'rejected', now: Date): void {
    revision.decide(verdict, now);
    if (this.state === 'in_review') this.state = 'draft';
    if (verdict === 'rejected' && this.publishedRevisionId !== null) this.pendingRevisionId = null;
    this.touch(now);
  }

  comesFrom(source: ListingSource): void {
    this.sourceKey = source.key;
    this.sourceHash = source.hash;
  }

  /** The snapshot that staff see first: the newest one that was not thrown away. */
  get currentRevisionId(): RevisionId {
    const id = this.pendingRevisionId ?? this.publishedRevisionId;
    if (id === null) throw new Error(`listing ${this.id} has no revision`);
    return id;
  }

  private describe(content: ListingContent): void {
    this.name = content.name;
    this.meetingTime = meetingTime(content.series);
    this.region = regionOf(content);
    this.latitude = content.venue?.point?.latitude ?? null;
    this.longitude = content.venue?.point?.longitude ?? null;
  }

  private touch(now: Date): void {
    this.version += 1;
    this.updatedAt = now;
  }
}
