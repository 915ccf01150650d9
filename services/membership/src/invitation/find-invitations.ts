import { policy, type Actor } from '@opencircle/auth';
import type { OrganizationId } from '@opencircle/contracts';
import { Transactions, type Db } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { In, IsNull, type FindOptionsWhere } from 'typeorm';
import { linkTokenHash } from '../mail-link/mail-link.js';
import { findOrganization } from '../organization/find-organization.js';
import { Organization } from '../organization/organization.js';
import { Credential } from '../person/credential.js';
import { Person } from '../person/person.js';
import { PersonalFields } from '../person/personal-fields.js';
import { needsSecondFactor } from '../session/second-factor-roles.js';
import { invitationRefused } from './invitation.errors.js';
import { Invitation, isOpen } from './invitation.js';
import {
  invitationViewOf,
  platformInvitationViewOf,
  type HeldInvitation,
  type InvitationView,
  type PlatformInvitationView,
} from './invitation.view.js';

const MOST = 200;

/** The invitations of an organization or to the platform, newest first, and the one of a secret. */
@Injectable()
export class FindInvitations {
  constructor(
    private readonly tx: Transactions,
    private readonly fields: PersonalFields,
  ) {}

  /** Throws `organization-not-found`, Forbidden. */
  run(organizationId: OrganizationId, by: Actor): Promise<InvitationView[]> {
    return this.tx.read(async (db) => {
      await findOrganization(db, organizationId, by, 'invitation.list');
      return this.views(db, { organizationId }, invitationViewOf);
    });
  }

  toPlatform(by: Actor): Promise<PlatformInvitationView[]> {
    policy.demand(by, 'platform-invitation.list');
    return this.tx.read((db) => this.views(db, { organizationId: IsNull() }, platformInvitationViewOf));
  }

  private async views<View>(
    db: Db,
    where: FindOptionsWhere<Invitation>,
    viewOf: (invitation: Invitation, email: string) => View,
  ): Promise<View[]> {
    const found = await db.find(Invitation, { where, order: { invitedAt: 'DESC', id: 'DESC' }, take: MOST });
    // The addresses were typed by who sees them now; whose they are is not told.
    const people = await db.asSystem(() =>
      db.find(Person, { where: { id: In(found.map(({ personId }) => personId)) } }),
    );
    const keys = new Map(people.map(({ id, dataKey }) => [id, dataKey]));
    return found.flatMap((one) => {
      const key = keys.get(one.personId);
      return key === undefined ? [] : [viewOf(one, this.fields.openName(key, one.email))];
    });
  }

  /** Throws `invitation-refused`. */
  held(token: string): Promise<HeldInvitation> {
    return this.tx.read(async (db) => {
      const invitation = await db.findOne(Invitation, { tokenHash: linkTokenHash(token) });
      if (invitation === null || !isOpen(invitation)) throw invitationRefused();
      const { personId, organizationId, role, expiresAt } = invitation;
      const person = await db.get(Person, { id: personId });
      if (person.disabledAt !== null) throw invitationRefused();
      return {
        organizationName: organizationId === null ? null : (await db.get(Organization, { id: organizationId })).name,
        role,
        email: this.fields.openName(person.dataKey, invitation.email),
        needsAccount: (await db.findOne(Credential, { personId })) === null,
        needsSecondFactor: needsSecondFactor({ role }),
        expiresAt: expiresAt.toISOString(),
      };
    });
  }
}
