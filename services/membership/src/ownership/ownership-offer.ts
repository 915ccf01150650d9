import type { OrganizationId, PersonId } from '@opencircle/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Days in which an offer can be accepted. */
export const OFFER_DAYS = 14;

/** An owner wants to hand the organization over; it is the other's when they accept. */
@Entity('ownership_offer')
export class OwnershipOffer {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'organization_id' }) organizationId: OrganizationId;
  @Column('uuid', { name: 'from_person' }) fromPerson: PersonId;
  @Column('uuid', { name: 'to_person' }) toPerson: PersonId;
  @Column('timestamptz', { name: 'offered_at' }) offeredAt: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt: Date;
  /** When it was accepted or taken back. */
  @Column('timestamptz', { name: 'settled_at', nullable: true }) settledAt: Date | null;
}

/** SQL over `ownership_offer`: whether it can still be accepted. */
export const IS_OPEN = 'settled_at IS NULL AND expires_at > now()';
