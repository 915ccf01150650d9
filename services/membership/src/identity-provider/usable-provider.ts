import type { OrganizationId } from '@opencircle/contracts';
import type { Db } from '@opencircle/persistence';
import type { ByProvider } from '../session/signed-in-by.js';
import { IdentityProvider } from './identity-provider.js';

/**
 * The provider of an organization that may sign people in: not of one that is suspended. Holds its row: who removes or
 * changes it, or suspends the organization, waits or has done so.
 */
export async function usableProvider(db: Db, organizationId: OrganizationId): Promise<IdentityProvider | null> {
  await db.query('SELECT 1 FROM identity_provider WHERE organization_id = $1 FOR SHARE', [organizationId]);
  // A statement of its own, which sees what was done by whoever held the row.
  const usable = await db.query(`SELECT 1 FROM organization WHERE id = $1 AND state <> 'suspended'`, [organizationId]);
  return usable.length === 0 ? null : db.findOne(IdentityProvider, { organizationId });
}

/** Whether it still is the provider that vouched: under the same setting, of an organization that may act. Holds its row. */
export async function isProviderOf(db: Db, { organizationId, configuredAt }: ByProvider): Promise<boolean> {
  const provider = await usableProvider(db, organizationId);
  return provider?.configuredAt.getTime() === configuredAt.getTime();
}
