import { policy, type Actor } from '@opencircle/auth';
import type { OrganizationId } from '@opencircle/contracts';
import { Transactions } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { And, MoreThan, Raw } from 'typeorm';
import { findOrganization } from './find-organization.js';
import { Organization } from './organization.js';
import { organizationsWithin } from './relation-of.js';
import { viewOf, type OrganizationView } from './organization.view.js';

export type OrganizationPage = { items: OrganizationView[]; more: boolean };

/** Sorts before every id. */
const FIRST = '00000000-0000-0000-0000-000000000000' as OrganizationId;

/** The organizations that an actor may see, in the order of their registration. */
@Injectable()
export class FindOrganizations {
  constructor(private readonly tx: Transactions) {}

  /** `words`: a part of the name, in whatever case and with or without accents. It narrows what the actor sees, and nothing else. */
  run(
    { after, limit, words }: { after?: OrganizationId | undefined; limit: number; words?: string | undefined },
    by: Actor,
  ): Promise<OrganizationPage> {
    const visible = policy.scope(by, 'organization.list');
    return this.tx.read(async (db) => {
      const rows = await db.find(Organization, {
        where: {
          id: And(MoreThan(after ?? FIRST), ...organizationsWithin(visible)),
          ...(words !== undefined && {
            name: Raw(() => 'position(search_form(:words) IN search_form(name)) > 0', { words }),
          }),
        },
        order: { id: 'ASC' },
        take: limit + 1,
      });
      return { items: rows.slice(0, limit).map(viewOf), more: rows.length > limit };
    });
  }

  one(id: OrganizationId, by: Actor): Promise<OrganizationView> {
    return this.tx.read(async (db) => {
      return viewOf(await findOrganization(db, id, by, 'organization.read'));
    });
  }
}
