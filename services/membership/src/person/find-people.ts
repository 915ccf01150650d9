import { policy, roleGrant, type Actor } from '@opencircle/auth';
import { personId, type PersonId } from '@opencircle/contracts';
import { Transactions, type Db } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { HAS_ACCOUNT } from './has-account.js';
import { unknownPerson } from './person.errors.js';
import { PersonalFields } from './personal-fields.js';

/** A person with an account, as admins see them: what they are called and may do, not how they are reached. */
export const personView = z.object({
  id: personId,
  displayName: z.string(),
  roles: z.array(roleGrant),
  state: z.enum(['active', 'disabled']),
});
export type PersonView = z.infer<typeof personView>;

type Row = {
  id: PersonId;
  dataKey: Buffer;
  profile: Buffer;
  disabled: boolean;
  platform: { role: string; regions?: string[]; organizationIds?: string[] }[];
  staff: { role: string; organizationId: string; listingIds: string[] }[];
};

const FIRST = '00000000-0000-0000-0000-000000000000';

/** Roles come as they are held, also those of a disabled person, who has no use of them. */
@Injectable()
export class FindPeople {
  constructor(
    private readonly tx: Transactions,
    private readonly fields: PersonalFields,
  ) {}

  run(after: PersonId | undefined, limit: number, by: Actor): Promise<{ items: PersonView[]; more: boolean }> {
    policy.demand(by, 'person.list');
    return this.tx.read(async (db) => {
      const rows = await this.rows(db, 'p.id > $1', after ?? FIRST, limit + 1);
      return { items: rows.slice(0, limit).map((row) => this.viewOf(row)), more: rows.length > limit };
    });
  }

  /** Throws `unknown-person`. */
  one(id: PersonId, by: Actor): Promise<PersonView> {
    policy.demand(by, 'person.read');
    return this.tx.read(async (db) => {
      const [row] = await this.rows(db, 'p.id = $1', id, 1);
      if (row === undefined) throw unknownPerson();
      return this.viewOf(row);
    });
  }

  private rows(db: Db, where: 'p.id > $1' | 'p.id = $1', id: string, limit: number): Promise<Row[]> {
    return db.query<Row>(
      `SELECT p.id, p.data_key AS "dataKey", p.profile, p.disabled_at IS NOT NULL AS disabled,
         coalesce((SELECT json_agg(json_strip_nulls(json_build_object('role', r.role, 'regions', r.regions,
                                                                      'organizationIds', r.organization_ids))
                                   ORDER BY r.role)
                   FROM platform_role r WHERE r.person_id = p.id), '[]') AS platform,
         coalesce((SELECT json_agg(json_build_object('role', s.role, 'organizationId', s.organization_id,
                                                     'listingIds', s.listing_ids) ORDER BY s.organization_id, s.role)
                   FROM staff s WHERE s.person_id = p.id), '[]') AS staff
       FROM person p WHERE ${where} AND ${HAS_ACCOUNT} ORDER BY p.id LIMIT $2`,
      [id, limit],
    );
  }

  private viewOf({ id, dataKey, profile, disabled, platform, staff }: Row): PersonView {
    const { displayName } = this.fields.openProfile({ dataKey, profile });
    const roles = [
      ...platform,
      ...staff.map(({ listingIds, ...grant }) => (grant.role === 'facilitator' ? { ...grant, listingIds } : grant)),
    ];
    return personView.parse({ id, displayName, roles, state: disabled ? 'disabled' : 'active' });
  }
}
