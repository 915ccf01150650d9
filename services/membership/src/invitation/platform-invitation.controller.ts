import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Allow, CurrentActor, type Actor } from '@opencircle/auth';
import { Answers, IdempotencyKey } from '@opencircle/service-defaults';
import { z } from 'zod';
import { pageOf } from '../page.js';
import { emailInput, languageInput } from '../person/personal-input.js';
import { platformGrantFields, scopeIsModerators } from '../person/platform-grant.js';
import { scoped } from '../scoped-key.js';
import { FindInvitations } from './find-invitations.js';
import { platformInvitationView, type PlatformInvitationView } from './invitation.view.js';
import { InviteToPlatform } from './invite-to-platform.js';
import { RevokeInvitation } from './revoke-invitation.js';

const invite = z
  .strictObject({ email: emailInput, language: languageInput.default('en'), ...platformGrantFields })
  .superRefine(scopeIsModerators);
const invitationPage = pageOf(platformInvitationView);

/** Who is invited to work on the whole platform. */
@Controller('v1/platform-invitations')
export class PlatformInvitationController {
  constructor(
    private readonly inviteToPlatform: InviteToPlatform,
    private readonly revokeInvitation: RevokeInvitation,
    private readonly findInvitations: FindInvitations,
  ) {}

  @Post()
  @Allow('platform-invitation.create')
  @Answers(201, platformInvitationView)
  invite(
    @Body({ schema: invite }) invitation: z.output<typeof invite>,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string | undefined,
  ): Promise<PlatformInvitationView> {
    return this.inviteToPlatform.run(invitation, actor, scoped('platform-invitations', actor, key));
  }

  @Get()
  @Allow('platform-invitation.list')
  @Answers(200, invitationPage)
  async list(@CurrentActor() actor: Actor): Promise<z.infer<typeof invitationPage>> {
    return { items: await this.findInvitations.toPlatform(actor), next: null };
  }

  @Post(':id/revocations')
  @Allow('platform-invitation.revoke')
  @Answers(204)
  revoke(@Param('id', { schema: z.uuid() }) id: string, @CurrentActor() actor: Actor): Promise<void> {
    return this.revokeInvitation.toPlatform(id, actor);
  }
}
