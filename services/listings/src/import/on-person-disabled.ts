import { Controller } from '@nestjs/common';
import { personDisabled, type PersonDisabled } from '@opencircle/contracts';
import { OnEvent, type EventContext } from '@opencircle/messaging';
import { noteAccessEnd } from './note-access-end.js';

/** Who may not sign in any more has no import running anywhere. */
@Controller()
export class OnPersonDisabled {
  @OnEvent(personDisabled)
  run({ personId, disabledAt }: PersonDisabled, { db }: EventContext): Promise<void> {
    return noteAccessEnd(db, { personId, organizationId: null, endedAt: disabledAt });
  }
}
