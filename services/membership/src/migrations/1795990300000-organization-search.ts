import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Organizations are found by a part of their name, whatever its case and accents (Unicode's canonical decomposition without
 * its combining marks). `search_name` keeps that form. It has no index: there are thousands of organizations at most, they
 * are read in the order of their ids, and what finds parts of words is an extension that a database may not have.
 */
export class OrganizationSearch1795990300000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION search_form(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
        RETURN lower(regexp_replace(normalize(words, NFD), '[\\u0300-\\u036f]', '', 'g') COLLATE pg_c_utf8)`);
    await db.query(`
      ALTER TABLE organization ADD COLUMN search_name text NOT NULL GENERATED ALWAYS AS (search_form(name)) STORED`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE organization DROP COLUMN search_name');
    await db.query('DROP FUNCTION search_form(text)');
  }
}
