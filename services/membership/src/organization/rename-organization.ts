import { Audit } from '@opencircle/audit';
import type { Actor } from '@opencircle/auth';
import { organizationRenamed, type OrganizationId } from '@opencircle/contracts';
import { Outbox } from '@opencircle/messaging';
import { Transactions } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { lockOrganization } from './lock-organization.js';
import { renamed } from './organization.events.js';
import { viewOf, type OrganizationView } from './organization.view.js';

/** Gives an organization another public name; it shows beside its groups within seconds. */
@Injectable()
export class RenameOrganization {
  constructor(
    private readonly tx: Transactions,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
  ) {}

  /** The same name again does nothing. Throws `organization-not-found`, Forbidden. */
  run(id: OrganizationId, name: string, by: Actor): Promise<OrganizationView> {
    return this.tx.run(async (db) => {
      const organization = await lockOrganization(db, id, by, 'organization.rename');
      if (organization.name === name) return viewOf(organization);
      organization.name = name;
      await db.update(organization, 'name');
      await this.outbox.add(db, organizationRenamed, id, renamed(organization, new Date()));
      const object = { kind: 'organization', id };
      const entry = {
        actor: by,
        action: 'organization.rename',
        object,
        organizationId: id,
        outcome: 'allowed',
      } as const;
      await this.audit.record(db, entry);
      return viewOf(organization);
    });
  }
}
