import type { OrganizationId } from '@opencircle/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { z } from 'zod';

export const organizationKind = z.enum(['national', 'affiliate', 'chapter', 'community-centre']);
/** Public, so one line of what people see. */
export const organizationName = z.string().trim().min(2).max(200);
export type OrganizationKind = z.infer<typeof organizationKind>;
export type OrganizationState = 'unverified' | 'verified' | 'suspended';

/** Who lists groups. Organizations form a tree: national, affiliate, chapter. */
@Entity('organization')
export class Organization {
  @PrimaryColumn('uuid') id: OrganizationId;
  @Column('text') name: string;
  @Column('text') kind: OrganizationKind;
  @Column('uuid', { name: 'parent_id', nullable: true }) parentId: OrganizationId | null;
  /** From the root to itself; follows from the parents (`placeInTree`). */
  @Column('uuid', { array: true }) path: OrganizationId[];
  @Column('text') state: OrganizationState;
  @Column('timestamptz', { name: 'registered_at' }) registeredAt: Date;
}
