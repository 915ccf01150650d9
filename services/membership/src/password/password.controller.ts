import { Body, Controller, Post } from '@nestjs/common';
import { Allow, CurrentActor, type Actor } from '@opencircle/auth';
import { Answers } from '@opencircle/service-defaults';
import { z } from 'zod';
import { ChangePassword } from './change-password.js';

const newPassword = z.strictObject({ password: z.string().min(1).max(1024) });

@Controller('v1/me')
export class PasswordController {
  constructor(private readonly changePassword: ChangePassword) {}

  @Post('password-changes')
  @Allow('me.password.change')
  @Answers(204)
  change(
    @Body({ schema: newPassword }) { password }: z.infer<typeof newPassword>,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.changePassword.run(password, actor);
  }
}
