import { Controller } from '@nestjs/common';
import { personAccessRevoked, type PersonAccessRevoked } from '@opencircle/contracts';
import { OnEvent, type EventContext } from '@opencircle/messaging';
import { noteRevocation } from './note-revocation.js';

/** Remembers from whom membership took access; the judge of each replica reads it within a second. */
@Controller()
export class OnAccessRevoked {
  @OnEvent(personAccessRevoked)
  run({ personId, epoch }: PersonAccessRevoked, { db }: EventContext): Promise<void> {
    return noteRevocation(db, personId, epoch);
  }
}
