import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Allow, CurrentActor, type Actor } from '@opencircle/auth';
import { listingId, organizationId, type OrganizationId } from '@opencircle/contracts';
import { Answers, IdempotencyKey } from '@opencircle/service-defaults';
import { z } from 'zod';
import { staffRole } from '../organization/staff.js';
import { pageOf } from '../page.js';
import { emailInput, languageInput } from '../person/personal-input.js';
import { scoped } from '../scoped-key.js';
import { FindInvitations } from './find-invitations.js';
import { invitationView, type InvitationView } from './invitation.view.js';
import { InviteStaff } from './invite-staff.js';
import { RevokeInvitation } from './revoke-invitation.js';

const invite = z
  .strictObject({
    email: emailInput,
    language: languageInput.default('en'),
    role: staffRole,
    listingIds: z.array(listingId).max(500).default([]),
  })
  .refine(({ role, listingIds }) => (role === 'facilitator') === listingIds.length > 0, {
    path: ['listingIds'],
    message: 'must name groups for a facilitator, and only for one',
  });
const invitationPage = pageOf(invitationView);

/** Whom an organization has invited. */
@Controller('v1/organizations/:id/invitations')
export class OrganizationInvitationController {
  constructor(
    private readonly inviteStaff: InviteStaff,
    private readonly revokeInvitation: RevokeInvitation,
    private readonly findInvitations: FindInvitations,
  ) {}

  @Post()
  @Allow('invitation.create')
  @Answers(201, invitationView)
  invite(
    @Param('id', { schema: organizationId }) id: OrganizationId,
    @Body({ schema: invite }) invitation: z.output<typeof invite>,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string | undefined,
  ): Promise<InvitationView> {
    return this.inviteStaff.run({ organizationId: id, ...invitation }, actor, scoped('invitations', actor, key));
  }

  @Get()
  @Allow('invitation.list')
  @Answers(200, invitationPage)
  async list(
    @Param('id', { schema: organizationId }) id: OrganizationId,
    @CurrentActor() actor: Actor,
  ): Promise<z.infer<typeof invitationPage>> {
    return { items: await this.findInvitations.run(id, actor), next: null };
  }

  @Post(':invitationId/revocations')
  @Allow('invitation.revoke')
  @Answers(204)
  revoke(
    @Param('id', { schema: organizationId }) id: OrganizationId,
    @Param('invitationId', { schema: z.uuid() }) invitationId: string,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.revokeInvitation.run(id, invitationId, actor);
  }
}
