import type { PersonId } from '@opencircle/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { z } from 'zod';

export const platformRole = z.enum(['admin', 'moderator', 'lead-moderator', 'ops']);
export type PlatformRoleName = z.infer<typeof platformRole>;

/** A role over the whole platform; roles in an organization are staff. */
@Entity('platform_role')
export class PlatformRole {
  @PrimaryColumn('uuid', { name: 'person_id' }) personId: PersonId;
  @PrimaryColumn('text') role: PlatformRoleName;
  @Column('timestamptz', { name: 'granted_at' }) grantedAt: Date;
}
