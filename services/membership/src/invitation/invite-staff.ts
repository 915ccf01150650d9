import type { Actor } from '@opencircle/auth';
import type { ListingId, OrganizationId } from '@opencircle/contracts';
import { Idempotency, Transactions, type Db } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { findOrganization } from '../organization/find-organization.js';
import { lockOrganization } from '../organization/lock-organization.js';
import type { StaffRole } from '../organization/staff.js';
import { PersonalFields } from '../person/personal-fields.js';
import { RequestLimit } from '../session/request-limit.js';
import { tooManyAttempts } from '../session/session.errors.js';
import { invitationViewOf, type InvitationView } from './invitation.view.js';
import { OpenInvitation } from './open-invitation.js';

export type Invite = {
  organizationId: OrganizationId;
  email: string;
  language: string;
  role: StaffRole;
  listingIds: ListingId[];
};

/** Mails to others' addresses are not to become a weapon. */
const perOrganization = { name: 'invitation', most: 100, window: 86_400 } as const;

/** Invites somebody by e-mail to act for an organization. Whether the address is known shows in no answer. */
@Injectable()
export class InviteStaff {
  constructor(
    private readonly tx: Transactions,
    private readonly idempotency: Idempotency,
    private readonly fields: PersonalFields,
    private readonly limit: RequestLimit,
    private readonly openInvitation: OpenInvitation,
  ) {}

  /** Throws `organization-not-found`, `invitation-open`, `too-many-attempts`. Only an admin invites owners. */
  async run(invite: Invite, by: Actor, key: { scope: string; key: string } | undefined): Promise<InvitationView> {
    const { organizationId } = invite;
    const field = `role:${invite.role}`;
    await this.tx.read((db) => findOrganization(db, organizationId, by, 'invitation.create', field));
    if (!(await this.limit.allows(perOrganization, organizationId))) throw tooManyAttempts(perOrganization.window);
    const keyed = key && { ...key, request: this.fields.fingerprint(invite) };
    return this.tx.run(async (db) => {
      await lockOrganization(db, organizationId, by, 'invitation.create', field);
      return this.idempotency.once(db, keyed, () => this.invite(db, invite, by));
    });
  }

  private async invite(db: Db, invite: Invite, by: Actor): Promise<InvitationView> {
    const { organizationId, role, email, language } = invite;
    const listingIds = [...new Set(invite.listingIds)];
    const to = { organizationId, role, listingIds, regions: null, organizationIds: null };
    return invitationViewOf(await this.openInvitation.run(db, { email, language, to }, by), email);
  }
}
