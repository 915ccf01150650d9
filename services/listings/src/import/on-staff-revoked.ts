import { Controller } from '@nestjs/common';
import { staffRevoked, type StaffRevoked } from '@opencircle/contracts';
import { OnEvent, type EventContext } from '@opencircle/messaging';
import { noteAccessEnd } from './note-access-end.js';

/** Who lost the role that let them run imports there has none running there. */
@Controller()
export class OnStaffRevoked {
  @OnEvent(staffRevoked)
  async run({ personId, organizationId, role, revokedAt }: StaffRevoked, { db }: EventContext): Promise<void> {
    if (role === 'facilitator') return;
    await noteAccessEnd(db, { personId, organizationId, endedAt: revokedAt });
  }
}
