import type { OrganizationId, PersonId } from '@opencircle/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { z } from 'zod';

export const platformRole = z.enum(['admin', 'moderator', 'lead-moderator', 'ops']);
export type PlatformRoleName = z.infer<typeof platformRole>;

/** A role over the whole platform; roles in an organization are staff. */
@Entity('platform_role')
export class PlatformRole {
  @PrimaryColumn('uuid', { name: 'person_id' }) personId: PersonId;
  @PrimaryColumn('text') role: PlatformRoleName;
  /** What a moderator is for; null in both is everything. */
  @Column('text', { array: true, nullable: true }) regions: string[] | null;
  @Column('uuid', { name: 'organization_ids', array: true, nullable: true }) organizationIds: OrganizationId[] | null;
  @Column('timestamptz', { name: 'granted_at' }) grantedAt: Date;
}
