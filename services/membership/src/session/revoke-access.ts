import { personAccessRevoked, type PersonId } from '@opencircle/contracts';
import { Outbox } from '@opencircle/messaging';
import type { Db } from '@opencircle/persistence';
import { noteRevocation } from '@opencircle/service-defaults';
import { Injectable } from '@nestjs/common';

export type RevocationReason =
  | 'person-disabled'
  | 'role-revoked'
  | 'role-changed'
  | 'session-ended'
  | 'signed-out'
  | 'signed-out-everywhere'
  | 'token-reused'
  | 'identity-confirmed'
  | 'password-changed'
  | 'factors-reset';

/**
 * Makes every access token that the person holds worthless in every service, within seconds of the commit; here at once,
 * also while Kafka is away. Sessions stay: whoever may still have one renews it and gets a token that says what holds now.
 */
@Injectable()
export class RevokeAccess {
  constructor(private readonly outbox: Outbox) {}

  /** Holds the person's row until the transaction ends, so that epochs and events stand in one order. */
  async run(db: Db, personId: PersonId, reason: RevocationReason): Promise<void> {
    // Who takes a role away from somebody may not write that person's row otherwise.
    const [person] = await db.asSystem(() =>
      db.query<{ epoch: number }>(
        `WITH revoked AS (UPDATE person SET access_epoch = access_epoch + 1 WHERE id = $1 RETURNING access_epoch)
         SELECT access_epoch AS epoch FROM revoked`,
        [personId],
      ),
    );
    if (person === undefined) return;
    await noteRevocation(db, personId, person.epoch);
    await this.outbox.add(db, personAccessRevoked, personId, { personId, epoch: person.epoch, reason });
  }
}
