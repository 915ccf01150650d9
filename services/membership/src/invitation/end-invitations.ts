import type { OrganizationId, PersonId } from '@opencircle/contracts';
import type { Db } from '@opencircle/persistence';

/**
 * What somebody invited to works no more once they could not invite to it: to an organization, to the platform, or, told
 * neither, to anything. As the system, for who leaves may not write what is the organization's.
 */
export async function endInvitationsBy(
  db: Db,
  invitedBy: PersonId,
  to: OrganizationId | 'platform' | 'anything',
): Promise<void> {
  await db.asSystem(() =>
    db.query(
      `UPDATE invitation SET revoked_at = now()
       WHERE invited_by = $1 AND accepted_at IS NULL AND revoked_at IS NULL
         AND ($2 = 'anything' OR coalesce(organization_id::text, 'platform') = $2)`,
      [invitedBy, to],
    ),
  );
}

/** Nobody comes to an organization any more by what its people have sent. */
export async function endInvitationsTo(db: Db, organizationId: OrganizationId): Promise<void> {
  await db.query(
    `UPDATE invitation SET revoked_at = now()
     WHERE organization_id = $1 AND accepted_at IS NULL AND revoked_at IS NULL`,
    [organizationId],
  );
}
