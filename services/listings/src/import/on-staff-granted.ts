import { Controller } from '@nestjs/common';
import { staffGranted, type StaffGranted } from '@opencircle/contracts';
import { OnEvent, type EventContext } from '@opencircle/messaging';
import { forgetAccessEnd } from './note-access-end.js';

/** Who has the role again that lets them run imports there runs them as before. */
@Controller()
export class OnStaffGranted {
  @OnEvent(staffGranted)
  async run({ personId, organizationId, role, grantedAt }: StaffGranted, { db }: EventContext): Promise<void> {
    if (role === 'facilitator') return;
    await forgetAccessEnd(db, { personId, organizationId, by: grantedAt });
  }
}
