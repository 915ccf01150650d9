import type { OrganizationId } from '@opencircle/contracts';
import type { Db } from '@opencircle/persistence';
import { Column, Entity, In, PrimaryColumn } from 'typeorm';

/** What membership told of an organization: the name that is shown, and what is above it. */
@Entity('organization')
export class Organization {
  @PrimaryColumn('uuid') id: OrganizationId;
  @Column('text') name: string;
  @Column('uuid', { name: 'parent_id', nullable: true }) parentId: OrganizationId | null;
  /** From the root to itself. */
  @Column('uuid', { array: true }) path: OrganizationId[];
}

/** Names by id. One that has not been heard of yet is missing: events may be behind tokens. */
export async function organizationNames(db: Db, ids: readonly OrganizationId[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const known = await db.find(Organization, { where: { id: In([...new Set(ids)]) } });
  return new Map(known.map(({ id, name }) => [id, name]));
}
