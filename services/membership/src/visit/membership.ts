import type { ListingId, MembershipId, OrganizationId, PersonId } from '@opencircle/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One per person and group; in this release people visit, they do not join yet. */
@Entity('membership')
export class Membership {
  @PrimaryColumn('uuid') id: MembershipId;
  @Column('uuid', { name: 'person_id' }) personId: PersonId;
  @Column('uuid', { name: 'listing_id' }) listingId: ListingId;
  @Column('uuid', { name: 'organization_id' }) organizationId: OrganizationId;
  @Column('text') state: 'visiting';
  @Column('timestamptz') since: Date;
}
