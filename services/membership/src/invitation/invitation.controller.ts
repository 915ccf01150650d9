import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import { Allow } from '@opencircle/auth';
import { Answers } from '@opencircle/service-defaults';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { displayNameInput, languageInput } from '../person/personal-input.js';
import { clientOf } from '../session/client.js';
import { AcceptInvitation } from './accept-invitation.js';
import { acceptedInvitation, heldInvitation, type AcceptedInvitation, type HeldInvitation } from './invitation.view.js';

const token = z.string().min(1).max(200);
const holder = z.strictObject({ token });
const acceptance = z.strictObject({
  token,
  /** For an address that has no account yet, and only for one. */
  account: z
    .strictObject({
      displayName: displayNameInput,
      password: z.string().min(1).max(1024),
      language: languageInput.default('en'),
    })
    .optional(),
});

/** For who holds the secret of a mail. It stands in bodies only: addresses end in logs. */
@Controller('v1')
export class InvitationController {
  constructor(private readonly acceptInvitation: AcceptInvitation) {}

  @Post('invitation-readings')
  @Allow('invitation.read')
  @Answers(200, heldInvitation)
  read(
    @Body({ schema: holder }) { token: given }: z.infer<typeof holder>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<HeldInvitation> {
    return this.acceptInvitation.read(given, clientOf(request, reply));
  }

  @Post('invitation-acceptances')
  @Allow('invitation.accept')
  @Answers(201, acceptedInvitation)
  accept(
    @Body({ schema: acceptance }) { token: given, account }: z.output<typeof acceptance>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AcceptedInvitation> {
    return this.acceptInvitation.run(given, account, clientOf(request, reply));
  }
}
