import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import { Allow, CurrentActor, type Actor } from '@opencircle/auth';
import { Answers } from '@opencircle/service-defaults';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { clientOf } from '../session/client.js';
import { ChangePassword } from './change-password.js';

const passwordChange = z.strictObject({
  /** Of who has a password. */
  currentPassword: z.string().min(1).max(1024).optional(),
  password: z.string().min(1).max(1024),
});

@Controller('v1/me')
export class PasswordController {
  constructor(private readonly changePassword: ChangePassword) {}

  @Post('password-changes')
  @Allow('me.password.change')
  @Answers(204)
  change(
    @Body({ schema: passwordChange }) given: z.infer<typeof passwordChange>,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    return this.changePassword.run(given, actor, clientOf(request, reply));
  }
}
