import { Audit } from '@opencircle/audit';
import type { Actor } from '@opencircle/auth';
import { organizationMoved, type OrganizationId } from '@opencircle/contracts';
import { Outbox } from '@opencircle/messaging';
import { Idempotency, lockTree, organizationPath, placeInTree, Transactions, type Db } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { moveMakesCircle, organizationNotFound, parentNotFound } from './organization.errors.js';
import { moved } from './organization.events.js';
import { Organization } from './organization.js';
import { viewOf, type OrganizationView } from './organization.view.js';

/** `parentId` null: to the top of the tree. */
export type Move = { organizationId: OrganizationId; parentId: OrganizationId | null };

/** Puts an organization, with all below it, under another one. Who acts for what is above follows at once. */
@Injectable()
export class MoveOrganization {
  constructor(
    private readonly tx: Transactions,
    private readonly idempotency: Idempotency,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
  ) {}

  /** Moving it to where it is does nothing. Throws organization-not-found, parent-not-found, move-makes-circle. */
  run(move: Move, by: Actor, key: { scope: string; key: string } | undefined): Promise<OrganizationView> {
    return this.tx.run((db) =>
      this.idempotency.once(db, key && { ...key, request: move }, () => this.move(db, move, by)),
    );
  }

  private async move(db: Db, { organizationId, parentId }: Move, by: Actor): Promise<OrganizationView> {
    // Two moves at once could each be right and make a circle together.
    await lockTree(db);
    if ((await db.findOne(Organization, { id: organizationId })) === null) throw organizationNotFound();
    const organization = await db.lock(Organization, { id: organizationId });
    if (parentId !== null) await this.requireParent(db, organizationId, parentId);
    if (organization.parentId === parentId) return viewOf(organization);
    organization.parentId = parentId;
    await db.update(organization, 'parentId');
    await placeInTree(db, organizationId);
    await this.outbox.add(db, organizationMoved, organizationId, moved(organization, new Date()));
    await this.audit.record(db, {
      actor: by,
      action: 'organization.move',
      object: { kind: 'organization', id: organizationId },
      organizationId,
      outcome: 'allowed',
      facts: { parentId },
    });
    return viewOf(organization);
  }

  private async requireParent(db: Db, id: OrganizationId, parentId: OrganizationId): Promise<void> {
    if ((await db.findOne(Organization, { id: parentId })) === null) throw parentNotFound();
    if ((await organizationPath(db, parentId)).includes(id)) throw moveMakesCircle();
  }
}
