import { Audit } from '@opencircle/audit';
import type { PersonId } from '@opencircle/contracts';
import { Transactions, type Db } from '@opencircle/persistence';
import { Injectable, Logger } from '@nestjs/common';
import { linkUses } from '../mail-link/link-uses.js';
import { linkTokenHash } from '../mail-link/mail-link.js';
import { GrantStaff } from '../organization/grant-staff.js';
import { Organization } from '../organization/organization.js';
import { Credential } from '../person/credential.js';
import { PasswordHasher } from '../person/password-hasher.js';
import { weaknessOf } from '../person/password-rules.js';
import { GrantPlatformRole } from '../person/grant-platform-role.js';
import { emailTaken, passwordTooWeak } from '../person/person.errors.js';
import { Person } from '../person/person.js';
import { PersonalFields } from '../person/personal-fields.js';
import type { Client } from '../session/client.js';
import { RequestLimit } from '../session/request-limit.js';
import { needsSecondFactor } from '../session/second-factor-roles.js';
import { FindInvitations } from './find-invitations.js';
import { accountNeeded, invitationRefused } from './invitation.errors.js';
import { Invitation, invitedTo, isOpen, type Invited } from './invitation.js';
import type { AcceptedInvitation, HeldInvitation } from './invitation.view.js';

export type NewAccount = { displayName: string; password: string; language: string };

/** Gives the person with the invited address the role, once; who signs in for the first time chooses name and password. */
@Injectable()
export class AcceptInvitation {
  private readonly logger = new Logger(AcceptInvitation.name);

  constructor(
    private readonly tx: Transactions,
    private readonly audit: Audit,
    private readonly limit: RequestLimit,
    private readonly fields: PersonalFields,
    private readonly hasher: PasswordHasher,
    private readonly findInvitations: FindInvitations,
    private readonly grantStaff: GrantStaff,
    private readonly grantPlatformRole: GrantPlatformRole,
  ) {}

  async read(token: string, client: Client): Promise<HeldInvitation> {
    await this.limit.demand(linkUses, client);
    return this.findInvitations.held(token);
  }

  /** Throws `invitation-refused`; `account-needed`, `email-taken` and `password-too-weak` leave it open. */
  async run(token: string, account: NewAccount | undefined, client: Client): Promise<AcceptedInvitation> {
    await this.limit.demand(linkUses, client);
    const held = await this.findInvitations.held(token);
    if (held.needsAccount && account === undefined) throw accountNeeded();
    if (!held.needsAccount && account !== undefined) throw emailTaken();
    const passwordHash = account && (await this.hashed(account, held));
    const accepted = await this.tx.run(async (db) => {
      const invitation = await this.take(db, token);
      if (invitation === undefined) return undefined;
      if (account !== undefined && passwordHash !== undefined) {
        await this.openAccount(db, invitation, account, passwordHash);
      }
      return this.join(db, invitation);
    });
    if (accepted !== undefined) return accepted;
    this.logger.log({ code: 'invitation-refused' }, 'invitation refused');
    throw invitationRefused();
  }

  /** No transaction is open: hashing takes long. */
  private hashed(account: NewAccount, { email, role }: HeldInvitation): Promise<string> {
    const weakness = weaknessOf(account.password, { ...account, email }, { withFactor: needsSecondFactor({ role }) });
    if (weakness !== undefined) throw passwordTooWeak(weakness);
    return this.hasher.hash(account.password);
  }

  /** Everything that changes an organization's people holds its row first. Undefined: the secret is of no use (any more). */
  private async take(db: Db, token: string): Promise<Invitation | undefined> {
    const found = await db.findOne(Invitation, { tokenHash: linkTokenHash(token) });
    if (found === null) return undefined;
    if (found.organizationId !== null) await db.lock(Organization, { id: found.organizationId });
    const invitation = await db.lock(Invitation, { id: found.id });
    const person = await db.lock(Person, { id: found.personId });
    if (!isOpen(invitation) || person.disabledAt !== null) return undefined;
    invitation.acceptedAt = new Date();
    await db.update(invitation, 'acceptedAt');
    return invitation;
  }

  private async openAccount(
    db: Db,
    { personId }: Invitation,
    account: NewAccount,
    passwordHash: string,
  ): Promise<void> {
    if ((await db.findOne(Credential, { personId })) !== null) throw emailTaken();
    await db.insert(Credential, { personId, passwordHash, changedAt: new Date() });
    const person = await db.get(Person, { id: personId });
    person.profile = this.fields.sealProfile(person.dataKey, account);
    await db.update(person, 'profile');
  }

  private async join(db: Db, invitation: Invitation): Promise<AcceptedInvitation> {
    const { id, personId, organizationId, role } = invitation;
    await this.give(db, personId, invitedTo(invitation));
    await this.audit.record(db, {
      actor: { kind: 'person', id: personId, roles: [] },
      action: 'invitation.accept',
      object: { kind: 'invitation', id },
      organizationId: organizationId ?? undefined,
      outcome: 'allowed',
      facts: { role, personId },
    });
    return { personId, organizationId, role };
  }

  private async give(db: Db, personId: PersonId, to: Invited): Promise<void> {
    const { listingIds, regions, organizationIds } = to;
    if (to.organizationId === null) {
      await this.grantPlatformRole.store(db, { personId, role: to.role, regions, organizationIds });
    } else {
      await this.grantStaff.store(db, { organizationId: to.organizationId, personId, role: to.role, listingIds });
    }
  }
}
