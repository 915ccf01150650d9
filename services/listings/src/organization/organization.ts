import type { organizationStates } from '@opencircle/auth';
import type { OrganizationId } from '@opencircle/contracts';
import type { Db } from '@opencircle/persistence';
import { Column, Entity, In, PrimaryColumn } from 'typeorm';

type OrganizationState = (typeof organizationStates)[number];

/** What membership told of an organization: the name that is shown, what is above it, and whether it may act. */
@Entity('organization')
export class Organization {
  @PrimaryColumn('uuid') id: OrganizationId;
  @Column('text') name: string;
  @Column('uuid', { name: 'parent_id', nullable: true }) parentId: OrganizationId | null;
  /** From the root to itself. */
  @Column('uuid', { array: true }) path: OrganizationId[];
  @Column('text') state: OrganizationState;
}

/** What views show of an organization. The name of one that was not heard of yet is not known. */
export type Shown = { organizationName: string | null; organizationState: OrganizationState };

/** By id, for every id: events may be behind tokens, and what was not heard of was not suspended either. */
export async function shownOrganizations(db: Db, ids: readonly OrganizationId[]): Promise<(id: string) => Shown> {
  const known = ids.length === 0 ? [] : await db.find(Organization, { where: { id: In([...new Set(ids)]) } });
  const shown = new Map<string, Shown>(
    known.map(({ id, name, state }) => [id, { organizationName: name, organizationState: state }]),
  );
  return (id) => shown.get(id) ?? { organizationName: null, organizationState: 'unverified' };
}
