import type { OrganizationId, PersonId } from '@opencircle/contracts';
import type { Db } from '@opencircle/persistence';

export type AccessEnd = {
  personId: PersonId;
  /** Where the person might act, down to what is below it; null: everywhere. */
  organizationId: OrganizationId | null;
  /** When membership ended it (ISO 8601). */
  endedAt: string;
};

/** From the commit on, what the person started there before is stopped (`StopImports`). */
export async function noteAccessEnd(db: Db, { personId, organizationId, endedAt }: AccessEnd): Promise<void> {
  await db.query(
    `INSERT INTO access_end AS known (person_id, organization_id, ended_at) VALUES ($1, $2, $3)
     ON CONFLICT (person_id, organization_id) DO UPDATE
       SET ended_at = greatest(known.ended_at, excluded.ended_at), noted_at = now()`,
    [personId, organizationId, endedAt],
  );
}

/** An end of access there that was followed by a new role, granted at `by` (ISO 8601), is over. */
export async function forgetAccessEnd(
  db: Db,
  { personId, organizationId, by }: { personId: PersonId; organizationId: OrganizationId; by: string },
): Promise<void> {
  await db.query('DELETE FROM access_end WHERE person_id = $1 AND organization_id = $2 AND ended_at <= $3', [
    personId,
    organizationId,
    by,
  ]);
}
