import { Audit } from '@opencircle/audit';
import { policy, type Actor } from '@opencircle/auth';
import { personDisabled, type PersonId } from '@opencircle/contracts';
import { Outbox } from '@opencircle/messaging';
import { Transactions } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { endInvitationsBy } from '../invitation/end-invitations.js';
import { EndSessions } from '../session/end-sessions.js';
import { keepAnAdmin } from './keep-an-admin.js';
import { lockPerson } from './lock-person.js';
import { disabled } from './person.events.js';
import { notYourself } from './person.errors.js';
import { PlatformRole } from './platform-role.js';

/**
 * Ends a person's access: no sign-in, no renewal, within seconds no token in any service, and nothing that they invited
 * to. Twice is as once.
 */
@Injectable()
export class DisablePerson {
  constructor(
    private readonly tx: Transactions,
    private readonly outbox: Outbox,
    private readonly endSessions: EndSessions,
    private readonly audit: Audit,
  ) {}

  /** Throws `unknown-person`, `not-yourself`, `last-admin`. */
  run(personId: PersonId, by: Actor): Promise<void> {
    policy.demand(by, 'person.disable');
    if (by.kind === 'person' && by.id === personId) throw notYourself();
    return this.tx.run(async (db) => {
      if ((await db.findOne(PlatformRole, { personId, role: 'admin' })) !== null) await keepAnAdmin(db, personId);
      const person = await lockPerson(db, personId);
      if (person.disabledAt !== null) return;
      person.disabledAt = new Date();
      await db.update(person, 'disabledAt');
      await endInvitationsBy(db, personId, 'anything');
      await this.outbox.add(db, personDisabled, personId, disabled(personId, person.disabledAt));
      await this.endSessions.all(db, personId, 'person-disabled');
      const object = { kind: 'person', id: personId };
      await this.audit.record(db, { actor: by, action: 'person.disable', object, outcome: 'allowed' });
    });
  }
}
