import type { ListingId, MembershipId } from '@opencircle/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * One session that a person will attend without joining. `displayName` is what they asked to be called this time,
 * sealed with their key. The id is random: a time in it would tell whether a booking answered with it is new.
 */
@Entity('visit')
export class Visit {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'membership_id' }) membershipId: MembershipId;
  @Column('uuid', { name: 'listing_id' }) listingId: ListingId;
  @Column('timestamptz', { name: 'session_start' }) sessionStart: Date;
  @Column('bytea', { name: 'display_name' }) displayName: Buffer;
  @Column('timestamptz', { name: 'booked_at' }) bookedAt: Date;
}
