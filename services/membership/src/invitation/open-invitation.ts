import { Audit } from '@opencircle/audit';
import { Unauthenticated, type Actor } from '@opencircle/auth';
import { newId, personInvited, type PersonId } from '@opencircle/contracts';
import { Outbox } from '@opencircle/messaging';
import { FieldCipher, type Db } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { linkTokenHash } from '../mail-link/mail-link.js';
import { Person } from '../person/person.js';
import { PersonalFields } from '../person/personal-fields.js';
import { StorePerson } from '../person/store-person.js';
import { invitationOpen } from './invitation.errors.js';
import { invited } from './invitation.events.js';
import { Invitation, INVITATION_DAYS, invitationToken, IS_OPEN, type Invited } from './invitation.js';

/** Whom to invite, in which language to write to them, and to what. */
export type Addressee = { email: string; language: string; to: Invited };

const DAY = 86_400_000;

/** Writes an invitation down and has its mail sent; who may invite to what, the callers have asked. */
@Injectable()
export class OpenInvitation {
  constructor(
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    private readonly fields: PersonalFields,
    private readonly cipher: FieldCipher,
    private readonly storePerson: StorePerson,
  ) {}

  /** In the caller's transaction. Throws `invitation-open`. */
  async run(db: Db, { email, language, to }: Addressee, by: Actor): Promise<Invitation> {
    if (by.kind !== 'person') throw new Unauthenticated('invalid-token', 'a person invites');
    const invitedAt = new Date();
    // Who is invited is not yet anybody's whom the inviter sees. Their name is theirs to choose.
    const person = await db.asSystem(async () => {
      const { id } = (await this.storePerson.run(db, { email, language, displayName: '' }, invitedAt)).person;
      return db.get(Person, { id });
    });
    await demandNone(db, to, person.id);
    const id = newId<string>();
    const invitation = Object.assign(new Invitation(), {
      id,
      ...to,
      personId: person.id,
      email: this.fields.sealName(person.dataKey, email),
      tokenHash: linkTokenHash(invitationToken(this.cipher, id)),
      invitedBy: by.id,
      invitedAt,
      expiresAt: new Date(invitedAt.getTime() + INVITATION_DAYS * DAY),
      acceptedAt: null,
      revokedAt: null,
    });
    await db.insert(Invitation, invitation);
    await this.outbox.add(db, personInvited, person.id, invited(invitation));
    await this.audit.record(db, {
      actor: by,
      action: to.organizationId === null ? 'platform-invitation.create' : 'invitation.create',
      object: { kind: 'invitation', id },
      organizationId: to.organizationId ?? undefined,
      outcome: 'allowed',
      facts: { role: to.role, regions: to.regions ?? undefined, organizationIds: to.organizationIds ?? undefined },
    });
    return invitation;
  }
}

/** The person's row is held: nobody else invites them at the same time. */
async function demandNone(db: Db, { organizationId, role }: Invited, personId: PersonId): Promise<void> {
  const open = await db.query(
    `SELECT 1 FROM invitation
     WHERE organization_id IS NOT DISTINCT FROM $1 AND person_id = $2 AND role = $3 AND ${IS_OPEN}`,
    [organizationId, personId, role],
  );
  if (open.length > 0) throw invitationOpen();
}
