import type { ListingId, OrganizationId, PersonId } from '@opencircle/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { z } from 'zod';

export const staffRole = z.enum(['owner', 'manager', 'facilitator']);
export type StaffRole = z.infer<typeof staffRole>;

/** A person acts for an organization; a facilitator for the named groups alone. */
@Entity('staff')
export class Staff {
  @PrimaryColumn('uuid', { name: 'organization_id' }) organizationId: OrganizationId;
  @PrimaryColumn('uuid', { name: 'person_id' }) personId: PersonId;
  @PrimaryColumn('text') role: StaffRole;
  @Column('uuid', { name: 'listing_ids', array: true }) listingIds: ListingId[];
  @Column('timestamptz', { name: 'granted_at' }) grantedAt: Date;
}
