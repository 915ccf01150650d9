import type { Db } from './db.js';

/** Any constant does, as long as every process uses the same one. */
const TREE_LOCK = 727_002;

/**
 * Statements of a migration for a service that keeps the tree of organizations: its table `organization` has `id`,
 * `parent_id` and `path`, the ids from the root to the row itself. The GIN index finds what is below an organization,
 * the other one what is right below it.
 */
export const organizationTree = {
  up: [
    `ALTER TABLE organization ADD COLUMN path uuid[]`,
    `UPDATE organization SET path = ARRAY[id]`,
    `ALTER TABLE organization ALTER COLUMN path SET NOT NULL`,
    `CREATE INDEX organization_path ON organization USING gin (path)`,
    placeFunction(),
    `SELECT place_organization(id) FROM organization WHERE parent_id IS NULL`,
    // The named ones even before anything was heard of them: tokens may be ahead of events.
    `CREATE FUNCTION visible_organizations() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE
       RETURN scope_organizations() || ARRAY(SELECT id FROM organization
         WHERE scope_organizations() <> '{}' AND path && scope_organizations() AND id <> ALL (scope_organizations()))`,
  ],
  down: [
    `DROP FUNCTION visible_organizations()`,
    `DROP FUNCTION place_organization(uuid)`,
    `DROP INDEX organization_path`,
    `ALTER TABLE organization DROP COLUMN path`,
  ],
} as const;

/**
 * Works out the path of an organization and of all below it, after its row came or its `parent_id` changed. A parent that
 * is not known yet is the root of the path until it comes. Paths follow `parent_id` alone, so they are right in the end
 * in whatever order organizations and moves are told; a circle that is there in between is cut.
 */
export async function placeInTree(db: Db, organizationId: string): Promise<void> {
  await lockTree(db);
  await db.query('SELECT place_organization($1)', [organizationId]);
}

/** Nobody else changes the tree until the transaction ends: two changes at once could miss one another. */
export async function lockTree(db: Db): Promise<void> {
  await db.query('SELECT pg_advisory_xact_lock($1)', [TREE_LOCK]);
}

/** From the root to the organization itself; that alone when nothing is known of it. For the relation of a row to an actor. */
export async function organizationPath<Id extends string>(db: Db, organizationId: Id): Promise<Id[]> {
  const [known] = await db.query<{ path: Id[] }>('SELECT path FROM organization WHERE id = $1', [organizationId]);
  return known?.path ?? [organizationId];
}

function placeFunction(): string {
  return `CREATE FUNCTION place_organization(placed uuid) RETURNS void LANGUAGE sql BEGIN ATOMIC
    WITH RECURSIVE up (parent_id, path) AS (
      SELECT parent_id, ARRAY[id] FROM organization WHERE id = placed
      UNION ALL
      SELECT o.parent_id, up.parent_id || up.path
      FROM up LEFT JOIN organization o ON o.id = up.parent_id
      WHERE up.parent_id <> ALL (up.path)
    ), down (id, path) AS (
      (SELECT placed, path FROM up ORDER BY cardinality(path) DESC LIMIT 1)
      UNION ALL
      SELECT o.id, down.path || o.id FROM down JOIN organization o ON o.parent_id = down.id
      WHERE o.id <> ALL (down.path)
    )
    UPDATE organization o SET path = down.path FROM down WHERE o.id = down.id AND o.path <> down.path;
  END`;
}
