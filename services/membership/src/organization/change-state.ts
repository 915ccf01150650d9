import { Audit } from '@opencircle/audit';
import type { Actor } from '@opencircle/auth';
import { organizationSuspended, organizationVerified, type OrganizationId } from '@opencircle/contracts';
import { Outbox } from '@opencircle/messaging';
import { Transactions } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { endInvitationsTo } from '../invitation/end-invitations.js';
import { EndProviderSessions } from '../session/end-provider-sessions.js';
import { findOrganization } from './find-organization.js';
import { suspended, verified } from './organization.events.js';
import { Organization } from './organization.js';
import { viewOf, type OrganizationView } from './organization.view.js';

type Next = 'verified' | 'suspended';

const actionTo = { verified: 'organization.verify', suspended: 'organization.suspend' } as const;

/** What the platform thinks of an organization: verified when its people are known, suspended when it is not to act. */
@Injectable()
export class ChangeState {
  constructor(
    private readonly tx: Transactions,
    private readonly outbox: Outbox,
    private readonly endProviderSessions: EndProviderSessions,
    private readonly audit: Audit,
  ) {}

  /** What it is already it stays, without an event. Throws `organization-not-found`, Forbidden. */
  run(id: OrganizationId, next: Next, by: Actor): Promise<OrganizationView> {
    const action = actionTo[next];
    return this.tx.run(async (db) => {
      const known = await findOrganization(db, id, by, 'organization.read');
      if (known.state === next) return viewOf(known);
      await db.lock(Organization, { id });
      // As it is now that nobody else changes it: the policy looks at the state.
      const organization = await findOrganization(db, id, by, action);
      organization.state = next;
      await db.update(organization, 'state');
      if (next === 'verified') await this.outbox.add(db, organizationVerified, id, verified(id, new Date()));
      else {
        await endInvitationsTo(db, id);
        await this.endProviderSessions.run(db, id, by);
        await this.outbox.add(db, organizationSuspended, id, suspended(id, new Date()));
      }
      const object = { kind: 'organization', id };
      await this.audit.record(db, { actor: by, action, object, organizationId: id, outcome: 'allowed' });
      return viewOf(organization);
    });
  }
}
