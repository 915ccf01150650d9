import { Audit } from '@opencircle/audit';
import type { Actor } from '@opencircle/auth';
import { newId, organizationRegistered, type OrganizationId } from '@opencircle/contracts';
import { Outbox } from '@opencircle/messaging';
import { Idempotency, placeInTree, Transactions, type Db } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { parentNotFound } from './organization.errors.js';
import { registered } from './organization.events.js';
import { Organization, type OrganizationKind } from './organization.js';
import { viewOf, type OrganizationView } from './organization.view.js';

export type NewOrganization = { name: string; kind: OrganizationKind; parentId: OrganizationId | null };

/** Adds an organization to the tree. It starts unverified. */
@Injectable()
export class RegisterOrganization {
  constructor(
    private readonly tx: Transactions,
    private readonly idempotency: Idempotency,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
  ) {}

  /** Throws `parent-not-found`. */
  run(request: NewOrganization, by: Actor, key: { scope: string; key: string } | undefined): Promise<OrganizationView> {
    return this.tx.run((db) =>
      this.idempotency.once(db, key && { ...key, request }, async () => {
        if (request.parentId !== null) await this.requireParent(db, request.parentId);
        const id = newId<OrganizationId>();
        const organization: Organization = {
          id,
          path: [id],
          ...request,
          state: 'unverified',
          registeredAt: new Date(),
        };
        await db.insert(Organization, organization);
        await placeInTree(db, id);
        await this.outbox.add(db, organizationRegistered, organization.id, registered(organization));
        await this.audit.record(db, {
          actor: by,
          action: 'organization.create',
          object: { kind: 'organization', id },
          organizationId: id,
          outcome: 'allowed',
          facts: { parentId: request.parentId },
        });
        return viewOf(organization);
      }),
    );
  }

  private async requireParent(db: Db, id: OrganizationId): Promise<void> {
    if ((await db.findOne(Organization, { id })) === null) throw parentNotFound();
  }
}
