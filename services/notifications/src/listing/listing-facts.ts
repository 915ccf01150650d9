import type { ListingId, OrganizationId } from '@opencircle/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A published listing as far as mails speak of it. Written by events only. */
@Entity('listing_facts')
export class ListingFacts {
  @PrimaryColumn('uuid', { name: 'listing_id' }) listingId: ListingId;
  @Column('uuid', { name: 'organization_id' }) organizationId: OrganizationId;
  @Column('text') name: string;
  @Column('text') zone: string;
}
