import {
  anyOf,
  ofListing,
  ofOrganization,
  ofPerson,
  ofVisible,
  secureRows,
  unsecureRows,
  type RowSecurity,
} from '@opencircle/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Row-level security: people's rows are theirs, organizations' rows are seen by who may act for them. A person is also
 * seen by who sees their visits or their being staff: names stand on those lists.
 */
export class RowSecurity1795910101000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const statement of tables.flatMap(secureRows)) await db.query(statement);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const statement of tables.toReversed().flatMap(unsecureRows)) await db.query(statement);
  }
}

const byOrganization = ofOrganization('organization_id', { tree: true });
const nobody = 'false';

const tables: readonly RowSecurity[] = [
  // Itself and all below; the other policies ask this one which organizations there are.
  { table: 'organization', read: 'path && (SELECT scope_organizations())::uuid[]' },
  // Nobody makes themselves staff; leaving is their own.
  { table: 'staff', read: anyOf(byOrganization, ofPerson()), write: byOrganization },
  { table: 'support_group', read: anyOf(byOrganization, ofListing()) },
  { table: 'membership', read: anyOf(byOrganization, ofListing(), ofPerson()) },
  { table: 'visit', read: ofVisible('membership', 'seen.id = visit.membership_id') },
  {
    table: 'person',
    read: anyOf(
      ofPerson('id'),
      ofVisible('staff', 'seen.person_id = person.id'),
      ofVisible('membership', 'seen.person_id = person.id'),
    ),
    write: ofPerson('id'),
  },
  { table: 'credential', read: ofPerson() },
  { table: 'platform_role', read: ofPerson(), write: nobody },
  { table: 'session', read: ofPerson() },
  { table: 'refresh_token', read: ofVisible('session', 'seen.id = refresh_token.session_id') },
  { table: 'consent', read: ofPerson() },
];
