import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Allow, CurrentActor, type Actor } from '@opencircle/auth';
import { listingId, organizationId, personId, type OrganizationId, type PersonId } from '@opencircle/contracts';
import { Answers, IdempotencyKey } from '@opencircle/service-defaults';
import { z } from 'zod';
import { pageOf } from '../page.js';
import { scoped } from '../scoped-key.js';
import { FindStaff } from './find-staff.js';
import { GrantStaff } from './grant-staff.js';
import { LeaveStaff } from './leave-staff.js';
import { RevokeStaff } from './revoke-staff.js';
import { staffRole } from './staff.js';
import { namedStaffView, staffView, type StaffView } from './staff.view.js';

/** A facilitator is for named groups; the other roles are for the whole organization. */
const grant = z
  .strictObject({ personId, role: staffRole, listingIds: z.array(listingId).max(500).default([]) })
  .refine(({ role, listingIds }) => (role === 'facilitator') === listingIds.length > 0, {
    path: ['listingIds'],
    message: 'must name groups for a facilitator, and only for one',
  });
const revocation = z.strictObject({ role: staffRole });
const staffPage = pageOf(namedStaffView);

@Controller('v1/organizations/:id/staff')
export class StaffController {
  constructor(
    private readonly grantStaff: GrantStaff,
    private readonly revokeStaff: RevokeStaff,
    private readonly leaveStaff: LeaveStaff,
    private readonly findStaff: FindStaff,
  ) {}

  @Post()
  @Allow('staff.grant')
  @Answers(201, staffView)
  grant(
    @Param('id', { schema: organizationId }) id: OrganizationId,
    @Body({ schema: grant }) staff: z.output<typeof grant>,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string | undefined,
  ): Promise<StaffView> {
    return this.grantStaff.run({ organizationId: id, ...staff }, actor, scoped('staff', actor, key));
  }

  @Post(':personId/revocations')
  @Allow('staff.revoke')
  @Answers(204)
  revoke(
    @Param('id', { schema: organizationId }) id: OrganizationId,
    @Param('personId', { schema: personId }) person: PersonId,
    @Body({ schema: revocation }) { role }: z.infer<typeof revocation>,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.revokeStaff.run({ organizationId: id, personId: person, role }, actor);
  }

  @Post('me/departures')
  @Allow('staff.leave')
  @Answers(204)
  leave(@Param('id', { schema: organizationId }) id: OrganizationId, @CurrentActor() actor: Actor): Promise<void> {
    return this.leaveStaff.run(id, actor);
  }

  @Get()
  @Allow('staff.list')
  @Answers(200, staffPage)
  async list(
    @Param('id', { schema: organizationId }) id: OrganizationId,
    @CurrentActor() actor: Actor,
  ): Promise<z.infer<typeof staffPage>> {
    return { items: await this.findStaff.run(id, actor), next: null };
  }
}
