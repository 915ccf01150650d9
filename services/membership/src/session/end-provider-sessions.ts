import type { Actor } from '@opencircle/auth';
import type { OrganizationId, PersonId } from '@opencircle/contracts';
import type { Db } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { RevokeAccess } from './revoke-access.js';
import { IS_OPEN } from './session-times.js';

/**
 * Ends every session that began at an organization's provider, which vouches for nobody any more. The session of whoever
 * says so goes on: its holder has confirmed it by a factor of their own. Tokens are refused within seconds.
 */
@Injectable()
export class EndProviderSessions {
  constructor(private readonly revokeAccess: RevokeAccess) {}

  /** In the caller's transaction. Holds the provider's row: no session begins there meanwhile. */
  async run(db: Db, organizationId: OrganizationId, by: Actor): Promise<void> {
    const spared = by.kind === 'person' ? by.sessionId : undefined;
    // Whoever configures the provider sees nobody's sessions otherwise.
    await db.asSystem(async () => {
      await db.query('SELECT 1 FROM identity_provider WHERE organization_id = $1 FOR UPDATE', [organizationId]);
      const people = await db.query<{ id: PersonId }>(
        `WITH ended AS (
           UPDATE session s SET revoked_at = now(), revoked_because = 'provider-ended'
           WHERE provider_of = $1 AND ${IS_OPEN} AND id IS DISTINCT FROM $2
           RETURNING person_id
         )
         SELECT DISTINCT person_id AS id FROM ended ORDER BY person_id`,
        [organizationId, spared],
      );
      for (const { id } of people) await this.revokeAccess.run(db, id, 'session-ended');
    });
  }
}
