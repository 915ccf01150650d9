import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { Allow, CurrentActor, roleGrant, type Actor } from '@opencircle/auth';
import { personId } from '@opencircle/contracts';
import { Answers } from '@opencircle/service-defaults';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { usableFactor } from '../factor/factor.js';
import { displayNameInput } from '../person/personal-input.js';
import { RenamePerson } from '../person/rename-person.js';
import { clientOf } from './client.js';
import { ConfirmIdentity } from './confirm-identity.js';
import { FindMe } from './find-me.js';
import { challengeAnswer, codeInput, passkeyInput } from './sign-in.schema.js';
import type { Challenge } from './start-session.js';

const me = z.object({
  id: personId,
  displayName: z.string(),
  /** Those that this session may use. */
  roles: z.array(roleGrant),
  aal: z.union([z.literal(1), z.literal(2)]),
  mustEnrol: z.boolean(),
  factors: z.array(usableFactor),
});

const renaming = z.strictObject({ displayName: displayNameInput });

const confirmation = z.discriminatedUnion('factor', [
  z.strictObject({ factor: z.literal('password'), password: z.string().min(1).max(1024) }),
  z.strictObject({ factor: z.literal('totp'), code: codeInput }),
  z.strictObject({ factor: z.literal('recovery-code'), code: codeInput }),
  z.strictObject({ factor: z.literal('passkey'), challenge: z.string().min(1).max(200), answer: passkeyInput }),
]);

@Controller('v1/me')
export class MeController {
  constructor(
    private readonly findMe: FindMe,
    private readonly confirmIdentity: ConfirmIdentity,
    private readonly renamePerson: RenamePerson,
  ) {}

  @Get()
  @Allow('me.read')
  @Answers(200, me)
  read(@CurrentActor() actor: Actor): Promise<z.infer<typeof me>> {
    return this.findMe.run(actor);
  }

  @Post('renamings')
  @Allow('me.update')
  @Answers(201, me)
  async rename(
    @Body({ schema: renaming }) { displayName }: z.infer<typeof renaming>,
    @CurrentActor() actor: Actor,
  ): Promise<z.infer<typeof me>> {
    await this.renamePerson.run(displayName, actor);
    return this.findMe.run(actor);
  }

  @Post('confirmation-challenges')
  @Allow('me.confirm')
  @Answers(201, challengeAnswer)
  challenge(@CurrentActor() actor: Actor): Promise<Challenge> {
    return this.confirmIdentity.challenge(actor);
  }

  @Post('confirmations')
  @Allow('me.confirm')
  @Answers(204)
  confirm(
    @Body({ schema: confirmation }) given: z.infer<typeof confirmation>,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    return this.confirmIdentity.run(given, actor, clientOf(request, reply));
  }
}
