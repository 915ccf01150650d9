import type { ServiceName } from '@opencircle/testing';
import { execute } from '../proof-database.js';
import { inboxSql, type Query } from '../ledger/sources.js';

/** What a service writes for a published group, by table; the column that names the group. */
export const groupTables = {
  matching: { table: 'published_group', name: `content->>'name'` },
  membership: { table: 'support_group', name: 'name' },
  notifications: { table: 'listing_facts', name: 'name' },
} as const satisfies Partial<Record<ServiceName, { table: string; name: string }>>;

/**
 * Puts a witness into a service's database that the service knows nothing of: triggers that write down, in the order
 * of the commits' row locks, every inbox row and every write of a group. A second effect cannot hide behind an upsert.
 */
export async function placeWitness(url: string, service: ServiceName): Promise<void> {
  const watched = service === 'listings' ? undefined : groupTables[service];
  await execute(
    url,
    `BEGIN;
     LOCK TABLE inbox IN SHARE ROW EXCLUSIVE MODE;
     CREATE TABLE witness (n bigint GENERATED ALWAYS AS IDENTITY, event_id uuid, listing_id uuid);
     INSERT INTO witness (event_id) SELECT event FROM (${inboxSql} ORDER BY position) before;
     CREATE FUNCTION witness_event() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN INSERT INTO witness (event_id) VALUES (NEW.event_id); RETURN NULL; END $$;
     CREATE FUNCTION witness_group() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN INSERT INTO witness (listing_id) VALUES (NEW.listing_id); RETURN NULL; END $$;
     CREATE TRIGGER witness AFTER INSERT ON inbox FOR EACH ROW EXECUTE FUNCTION witness_event();
     ${watched === undefined ? '' : `CREATE TRIGGER witness AFTER INSERT OR UPDATE ON ${watched.table} FOR EACH ROW EXECUTE FUNCTION witness_group();`}
     COMMIT`,
  );
}

/** The witness's account of events. */
export function witnessed(url: string): Query {
  return { url, sql: 'SELECT event_id AS event, n::float AS position FROM witness WHERE event_id IS NOT NULL' };
}
