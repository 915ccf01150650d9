import { Module } from '@nestjs/common';
import { PersonModule } from '../person/person.module.js';
import { SessionModule } from '../session/session.module.js';
import { ChangePassword } from './change-password.js';
import { CheckCurrentPassword } from './check-current-password.js';
import { PasswordController } from './password.controller.js';
import { SetPassword } from './set-password.js';

@Module({
  imports: [PersonModule, SessionModule],
  controllers: [PasswordController],
  providers: [SetPassword, CheckCurrentPassword, ChangePassword],
  exports: [SetPassword],
})
export class PasswordModule {}
