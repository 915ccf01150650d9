import { Module } from '@nestjs/common';
import { MembershipClient } from './membership-client.js';
import { SessionCookie } from './session-cookie.js';
import { SessionKeeper } from './session-keeper.js';
import { SessionController } from './session.controller.js';
import { SignInLimit } from './sign-in-limit.js';

@Module({
  controllers: [SessionController],
  providers: [MembershipClient, SessionCookie, SessionKeeper, SignInLimit],
  exports: [SessionCookie, SessionKeeper],
})
export class SessionModule {}
