import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Organizations are found by a part of their name, whatever its case and accents (Unicode's canonical decomposition without
 * its combining marks). There is no index: organizations are thousands at most, they are read in the order of their ids,
 * and what finds parts of words is an extension that a database may not have.
 */
export class OrganizationSearch1795990300000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION search_form(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
        RETURN lower(regexp_replace(normalize(words, NFD), '[\\u0300-\\u036f]', '', 'g') COLLATE pg_c_utf8)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP FUNCTION search_form(text)');
  }
}
