import type { Actor } from '@opencircle/auth';
import type { OrganizationId } from '@opencircle/contracts';
import { Transactions } from '@opencircle/persistence';
import { ENVIRONMENT } from '@opencircle/service-defaults';
import { Inject, Injectable } from '@nestjs/common';
import type { Environment } from '../environment.js';
import { findOrganization } from '../organization/find-organization.js';
import { IdentityProvider, redirectUriOf } from './identity-provider.js';
import { providerViewOf, type IdentityProviderView, type ProvidingOrganization } from './identity-provider.view.js';

/** More than anybody scrolls through; who is not among them uses their organization's own link. */
const MOST = 500;

/** An organization's provider for who runs it, and for everybody which organizations have one. */
@Injectable()
export class FindProviders {
  private readonly redirectUri: string;

  constructor(
    private readonly tx: Transactions,
    @Inject(ENVIRONMENT) { PUBLIC_URL }: Environment,
  ) {
    this.redirectUri = redirectUriOf(PUBLIC_URL);
  }

  /** Throws `organization-not-found`, Forbidden. */
  one(organizationId: OrganizationId, by: Actor): Promise<IdentityProviderView> {
    return this.tx.read(async (db) => {
      await findOrganization(db, organizationId, by, 'identity-provider.read');
      return providerViewOf(this.redirectUri, await db.findOne(IdentityProvider, { organizationId }));
    });
  }

  /** By name, without those that are suspended. */
  public(): Promise<ProvidingOrganization[]> {
    return this.tx.read((db) =>
      db.query<ProvidingOrganization>(
        `SELECT o.id AS "organizationId", o.name AS "organizationName"
         FROM identity_provider i JOIN organization o ON o.id = i.organization_id
         WHERE o.state <> 'suspended' ORDER BY o.name, o.id LIMIT ${MOST}`,
      ),
    );
  }
}
