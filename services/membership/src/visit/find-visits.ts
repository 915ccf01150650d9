import type { Actor } from '@opencircle/auth';
import type { ListingId } from '@opencircle/contracts';
import { Transactions } from '@opencircle/persistence';
import { demandFound } from '@opencircle/service-defaults';
import { Injectable } from '@nestjs/common';
import { Group } from '../group/group.js';
import { relationOfGroup } from '../organization/relation-of.js';
import { PersonalFields } from '../person/personal-fields.js';
import { groupNotFound } from './visit.errors.js';

export type VisitView = { id: string; displayName: string; sessionStart: string; bookedAt: string };
export type VisitQuery = {
  listingId: ListingId;
  after: { sessionStart: string; id: string } | undefined;
  limit: number;
};
type Row = { id: string; dataKey: Buffer; displayName: Buffer; sessionStart: Date; bookedAt: Date };

/** A group's visitors in the order of sessions, for its staff: what they asked to be called, and nothing else. */
@Injectable()
export class FindVisits {
  constructor(
    private readonly tx: Transactions,
    private readonly fields: PersonalFields,
  ) {}

  /** A group that is not theirs answers as one that does not exist. */
  run({ listingId, after, limit }: VisitQuery, by: Actor): Promise<{ items: VisitView[]; more: boolean }> {
    return this.tx.read(async (db) => {
      await demandFound(await db.findOne(Group, { listingId }), by, 'visit.list', {
        relation: (group) => relationOfGroup(db, group),
        absent: groupNotFound,
      });
      const rows = await db.query<Row>(
        `SELECT v.id, v.display_name AS "displayName", v.session_start AS "sessionStart", v.booked_at AS "bookedAt",
                p.data_key AS "dataKey"
         FROM visit v JOIN membership m ON m.id = v.membership_id JOIN person p ON p.id = m.person_id
         WHERE v.listing_id = $1 AND ($2::timestamptz IS NULL OR (v.session_start, v.id) > ($2, $3::uuid))
         ORDER BY v.session_start, v.id LIMIT $4`,
        [listingId, after?.sessionStart ?? null, after?.id ?? null, limit + 1],
      );
      return { items: rows.slice(0, limit).map((row) => this.view(row)), more: rows.length > limit };
    });
  }

  private view(row: Row): VisitView {
    return {
      id: row.id,
      displayName: this.fields.openName(row.dataKey, row.displayName),
      sessionStart: row.sessionStart.toISOString(),
      bookedAt: row.bookedAt.toISOString(),
    };
  }
}
