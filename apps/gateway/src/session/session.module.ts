import { Module } from '@nestjs/common';
import { FlowCookie } from './flow-cookie.js';
import { LetIn } from './let-in.js';
import { MembershipClient } from './membership-client.js';
import { ProviderSessionController } from './provider-session.controller.js';
import { SessionCookie } from './session-cookie.js';
import { SessionKeeper } from './session-keeper.js';
import { SessionController } from './session.controller.js';
import { SignInLimit } from './sign-in-limit.js';

@Module({
  controllers: [SessionController, ProviderSessionController],
  providers: [MembershipClient, SessionCookie, SessionKeeper, SignInLimit, FlowCookie, LetIn],
  exports: [SessionCookie, SessionKeeper],
})
export class SessionModule {}
