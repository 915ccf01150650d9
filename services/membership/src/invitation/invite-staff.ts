import { Audit } from '@opencircle/audit';
import { Unauthenticated, type Actor } from '@opencircle/auth';
import { newId, personInvited, type ListingId, type OrganizationId } from '@opencircle/contracts';
import { Outbox } from '@opencircle/messaging';
import { FieldCipher, Idempotency, Transactions, type Db } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { linkTokenHash } from '../mail-link/mail-link.js';
import { findOrganization } from '../organization/find-organization.js';
import { Organization } from '../organization/organization.js';
import type { StaffRole } from '../organization/staff.js';
import { Person } from '../person/person.js';
import { PersonalFields } from '../person/personal-fields.js';
import { StorePerson } from '../person/store-person.js';
import { RequestLimit } from '../session/request-limit.js';
import { tooManyAttempts } from '../session/session.errors.js';
import { invitationOpen } from './invitation.errors.js';
import { invited } from './invitation.events.js';
import { Invitation, INVITATION_DAYS, invitationToken, IS_OPEN } from './invitation.js';
import { invitationViewOf, type InvitationView } from './invitation.view.js';

export type Invite = {
  organizationId: OrganizationId;
  email: string;
  language: string;
  role: StaffRole;
  listingIds: ListingId[];
};

const DAY = 86_400_000;

/** Mails to others' addresses are not to become a weapon. */
const perOrganization = { name: 'invitation', most: 100, window: 86_400 } as const;

/** Invites somebody by e-mail to act for an organization. Whether the address is known shows in no answer. */
@Injectable()
export class InviteStaff {
  constructor(
    private readonly tx: Transactions,
    private readonly idempotency: Idempotency,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    private readonly fields: PersonalFields,
    private readonly cipher: FieldCipher,
    private readonly storePerson: StorePerson,
    private readonly limit: RequestLimit,
  ) {}

  /** Throws `organization-not-found`, `invitation-open`, `too-many-attempts`. Only an admin invites owners. */
  async run(invite: Invite, by: Actor, key: { scope: string; key: string } | undefined): Promise<InvitationView> {
    const { organizationId, role } = invite;
    const demand = (db: Db): Promise<Organization> =>
      findOrganization(db, organizationId, by, 'invitation.create', `role:${role}`);
    await this.tx.read(demand);
    if (!(await this.limit.allows(perOrganization, organizationId))) throw tooManyAttempts(perOrganization.window);
    const keyed = key && { ...key, request: this.fields.fingerprint(invite) };
    return this.tx.run(async (db) => {
      await demand(db);
      return this.idempotency.once(db, keyed, () => this.invite(db, invite, by));
    });
  }

  private async invite(db: Db, invite: Invite, by: Actor): Promise<InvitationView> {
    if (by.kind !== 'person') throw new Unauthenticated('invalid-token', 'a person invites');
    const { organizationId, role, email, language } = invite;
    const invitedAt = new Date();
    await db.lock(Organization, { id: organizationId });
    // Who is invited is not yet anybody's whom the inviter sees. Their name is theirs to choose.
    const person = await db.asSystem(async () => {
      const { id } = (await this.storePerson.run(db, { email, language, displayName: '' }, invitedAt)).person;
      return db.get(Person, { id });
    });
    await this.demandNone(db, organizationId, person, role);
    const id = newId<string>();
    const invitation: Invitation = {
      id,
      organizationId,
      role,
      listingIds: [...new Set(invite.listingIds)],
      personId: person.id,
      email: this.fields.sealName(person.dataKey, email),
      tokenHash: linkTokenHash(invitationToken(this.cipher, id)),
      invitedBy: by.id,
      invitedAt,
      expiresAt: new Date(invitedAt.getTime() + INVITATION_DAYS * DAY),
      acceptedAt: null,
      revokedAt: null,
    };
    await db.insert(Invitation, invitation);
    await this.outbox.add(db, personInvited, person.id, invited(invitation));
    await this.audit.record(db, {
      actor: by,
      action: 'invitation.create',
      object: { kind: 'invitation', id },
      organizationId,
      outcome: 'allowed',
      facts: { role },
    });
    return invitationViewOf(invitation, email);
  }

  /** The organization's row is held: nobody else invites to it at the same time. */
  private async demandNone(db: Db, organizationId: OrganizationId, person: Person, role: StaffRole): Promise<void> {
    const open = await db.query(
      `SELECT 1 FROM invitation WHERE organization_id = $1 AND person_id = $2 AND role = $3 AND ${IS_OPEN}`,
      [organizationId, person.id, role],
    );
    if (open.length > 0) throw invitationOpen();
  }
}
