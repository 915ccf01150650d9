import type { Db } from '@opencircle/persistence';
import { lastOwner } from './organization.errors.js';
import type { Staff } from './staff.js';

/**
 * Throws `last-owner` when nobody but this owner could act as one. The caller holds the organization's row: nobody else
 * goes at the same time. As the system, for who leaves sees no colleagues.
 */
export async function keepAnOwner(db: Db, { organizationId, personId }: Staff): Promise<void> {
  const others = await db.asSystem(() =>
    db.query(
      `SELECT 1 FROM staff s JOIN person p ON p.id = s.person_id
       WHERE s.organization_id = $1 AND s.role = 'owner' AND s.person_id <> $2 AND p.disabled_at IS NULL LIMIT 1`,
      [organizationId, personId],
    ),
  );
  if (others.length === 0) throw lastOwner();
}
