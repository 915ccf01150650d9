import type { ListingId, OrganizationId, PersonId } from '@opencircle/contracts';
import type { FieldCipher } from '@opencircle/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { StaffRole } from '../organization/staff.js';
import type { PlatformRoleName } from '../person/platform-role.js';

/** Days in which an invitation can be accepted. */
export const INVITATION_DAYS = 7;

/** Somebody may become staff of an organization or, where none is named, of the platform: once, with the secret of a mail that went to their address. */
@Entity('invitation')
export class Invitation {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'organization_id', nullable: true }) organizationId: OrganizationId | null;
  @Column('text') role: StaffRole | PlatformRoleName;
  @Column('uuid', { name: 'listing_ids', array: true }) listingIds: ListingId[];
  /** What a moderator is to be for; null in both is everything. */
  @Column('text', { array: true, nullable: true }) regions: string[] | null;
  @Column('uuid', { name: 'organization_ids', array: true, nullable: true }) organizationIds: OrganizationId[] | null;
  /** Whose address it went to; who was not known before has nothing but this row. */
  @Column('uuid', { name: 'person_id' }) personId: PersonId;
  /** The address as it was typed, sealed with the person's key. */
  @Column('bytea') email: Buffer;
  @Column('bytea', { name: 'token_hash' }) tokenHash: Buffer;
  @Column('uuid', { name: 'invited_by' }) invitedBy: PersonId;
  @Column('timestamptz', { name: 'invited_at' }) invitedAt: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt: Date;
  @Column('timestamptz', { name: 'accepted_at', nullable: true }) acceptedAt: Date | null;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt: Date | null;
}

type ToOrganization = { organizationId: OrganizationId; role: StaffRole };
type ToPlatform = { organizationId: null; role: PlatformRoleName };
/** What somebody is invited to. */
export type Invited = (ToOrganization | ToPlatform) & Pick<Invitation, 'listingIds' | 'regions' | 'organizationIds'>;

/** The table holds that the role belongs to where it is held. */
export function invitedTo(invitation: Invitation): Invited {
  return invitation as Invitation & (ToOrganization | ToPlatform);
}

/** The secret of the mail: a keyed hash of the id, so that it is in no table and no event and can be written when it is sent. */
export function invitationToken(cipher: FieldCipher, id: string): string {
  return cipher.lookup(`invitation\n${id}`).toString('base64url');
}

/** SQL over `invitation`: whether it can still be accepted. */
export const IS_OPEN = 'accepted_at IS NULL AND revoked_at IS NULL AND expires_at > now()';

export function isOpen({ acceptedAt, revokedAt, expiresAt }: Invitation): boolean {
  return acceptedAt === null && revokedAt === null && expiresAt.getTime() > Date.now();
}
