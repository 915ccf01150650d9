import type { ListingId, OrganizationId, PublicContent } from '@opencircle/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A listing as the public sees it: what search is made of. */
@Entity('published_group')
export class PublishedGroup {
  @PrimaryColumn({ name: 'listing_id', type: 'uuid' }) listingId: ListingId;
  @Column({ name: 'organization_id', type: 'uuid' }) organizationId: OrganizationId;
  @Column({ name: 'revision_id', type: 'uuid' }) revisionId: string;
  @Column({ name: 'published_at', type: 'timestamptz' }) publishedAt: Date;
  @Column({ type: 'jsonb' }) content: PublicContent;
}
