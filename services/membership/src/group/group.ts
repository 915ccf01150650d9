import type { ListingId, OrganizationId } from '@opencircle/contracts';
import type { Series } from '@opencircle/schedule';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A published listing as membership sees it. Written by events only. */
@Entity('support_group')
export class Group {
  @PrimaryColumn('uuid', { name: 'listing_id' }) listingId: ListingId;
  @Column('uuid', { name: 'organization_id' }) organizationId: OrganizationId;
  @Column('text') name: string;
  @Column('jsonb') series: Series;
  @Column('boolean', { name: 'visitors_allowed' }) visitorsAllowed: boolean;
  @Column('timestamptz', { name: 'published_at' }) publishedAt: Date;
}
