import { anyOf, ofOrganization, ofPerson, secureRows, unsecureRows, type RowSecurity } from '@opencircle/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const ofItsOrganization = ofOrganization('organization_id', { tree: true });

const rows: RowSecurity = {
  table: 'ownership_offer',
  read: anyOf(ofItsOrganization, ofPerson('to_person')),
  write: ofItsOrganization,
};

/** Offers of owners to hand an organization over. The indexes serve the organization's side, the receiver's, and deletion. */
export class OwnershipOffer1795970200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE ownership_offer (
        id uuid PRIMARY KEY,
        organization_id uuid NOT NULL REFERENCES organization,
        from_person uuid NOT NULL REFERENCES person ON DELETE CASCADE,
        to_person uuid NOT NULL REFERENCES person ON DELETE CASCADE,
        offered_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        settled_at timestamptz
      )`);
    await db.query('CREATE INDEX ownership_offer_organization ON ownership_offer (organization_id)');
    await db.query('CREATE INDEX ownership_offer_from ON ownership_offer (from_person)');
    await db.query('CREATE INDEX ownership_offer_to ON ownership_offer (to_person)');
    for (const statement of secureRows(rows)) await db.query(statement);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const statement of unsecureRows(rows)) await db.query(statement);
    await db.query('DROP TABLE ownership_offer');
  }
}
