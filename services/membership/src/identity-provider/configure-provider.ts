import { Audit } from '@opencircle/audit';
import { Unauthenticated, type Actor } from '@opencircle/auth';
import type { OrganizationId } from '@opencircle/contracts';
import { FieldCipher, Transactions, type Db } from '@opencircle/persistence';
import { ENVIRONMENT } from '@opencircle/service-defaults';
import { Inject, Injectable } from '@nestjs/common';
import type { Environment } from '../environment.js';
import { findOrganization } from '../organization/find-organization.js';
import { Organization } from '../organization/organization.js';
import { confirmedSession } from '../session/confirmed-session.js';
import { EndProviderSessions } from '../session/end-provider-sessions.js';
import { issuerRefused } from './identity-provider.errors.js';
import { IdentityProvider, redirectUriOf } from './identity-provider.js';
import { providerViewOf, type IdentityProviderView } from './identity-provider.view.js';
import { issuerFault } from './issuer-fault.js';
import { ProviderFetch } from './provider-fetch.js';
import { Providers, type ProviderClient } from './providers.js';

/** Says by which provider an organization's staff may sign in, or that there is none any more. */
@Injectable()
export class ConfigureProvider {
  private readonly redirectUri: string;

  constructor(
    private readonly tx: Transactions,
    private readonly audit: Audit,
    private readonly cipher: FieldCipher,
    private readonly providers: Providers,
    private readonly providerFetch: ProviderFetch,
    private readonly endSessions: EndProviderSessions,
    @Inject(ENVIRONMENT) { PUBLIC_URL }: Environment,
  ) {
    this.redirectUri = redirectUriOf(PUBLIC_URL);
  }

  /** The provider is asked first, while no transaction is open. Throws `issuer-refused`, `confirm-first`, `organization-not-found`, Forbidden. */
  async run(organizationId: OrganizationId, asked: ProviderClient, by: Actor): Promise<IdentityProviderView> {
    await this.tx.read((db) => demandConfigurer(db, organizationId, by));
    const fault = issuerFault(asked.issuer, (url) => this.providerFetch.isInside(url));
    if (fault !== undefined) throw issuerRefused(fault);
    await this.providers.discover(asked);
    return this.tx.run(async (db) => {
      await demandConfigurer(db, organizationId, by);
      return providerViewOf(this.redirectUri, await this.store(db, organizationId, asked, by));
    });
  }

  /** Nobody signs in by it from now on, and sessions that began so end. None is removed just as well. */
  remove(organizationId: OrganizationId, by: Actor): Promise<void> {
    return this.tx.run(async (db) => {
      await demandConfigurer(db, organizationId, by);
      const removed = await db.query('DELETE FROM identity_provider WHERE organization_id = $1 RETURNING 1', [
        organizationId,
      ]);
      if (removed.length === 0) return;
      await this.endSessions.run(db, organizationId, by);
      await this.note(db, organizationId, 'removed', by);
    });
  }

  private async store(
    db: Db,
    organizationId: OrganizationId,
    { issuer, clientId, clientSecret }: ProviderClient,
    by: Actor,
  ): Promise<IdentityProvider> {
    if (by.kind !== 'person') throw new Unauthenticated('invalid-token', 'a person configures');
    await db.lock(Organization, { id: organizationId });
    const before = await db.findOne(IdentityProvider, { organizationId });
    const isAnother = before !== null && (before.issuer !== issuer || before.clientId !== clientId);
    const dataKey = this.cipher.newDataKey();
    const provider: IdentityProvider = {
      organizationId,
      issuer,
      clientId,
      dataKey,
      clientSecret: this.cipher.encrypt(dataKey, clientSecret),
      configuredAt: new Date(),
      configuredBy: by.id,
    };
    if (before === null) await db.insert(IdentityProvider, provider);
    else await db.save(Object.assign(before, provider));
    // Who is who at another provider is not known, nor under another client: subjects may be of one client alone (OpenID
    // Connect Core §8, pairwise).
    if (isAnother) {
      await db.query('DELETE FROM federated_identity WHERE organization_id = $1', [organizationId]);
      await this.endSessions.run(db, organizationId, by);
    }
    await this.note(db, organizationId, before === null ? 'added' : 'changed', by);
    return provider;
  }

  private async note(db: Db, organizationId: OrganizationId, step: string, by: Actor): Promise<void> {
    await this.audit.record(db, {
      actor: by,
      action: 'identity-provider.configure',
      object: { kind: 'organization', id: organizationId },
      organizationId,
      outcome: 'allowed',
      facts: { step },
    });
  }
}

async function demandConfigurer(db: Db, organizationId: OrganizationId, by: Actor): Promise<void> {
  await findOrganization(db, organizationId, by, 'identity-provider.configure');
  await confirmedSession(db, by);
}
