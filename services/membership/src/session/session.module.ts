import { Module } from '@nestjs/common';
import { PersonModule } from '../person/person.module.js';
import { TokenModule } from '../token.module.js';
import { FindMe } from './find-me.js';
import { IssueSession } from './issue-session.js';
import { JwksController } from './jwks.controller.js';
import { MeController } from './me.controller.js';
import { PurgeSessions } from './purge-sessions.js';
import { RefreshSession } from './refresh-session.js';
import { RevokeSession } from './revoke-session.js';
import { SessionController } from './session.controller.js';
import { SignInThrottle } from './sign-in-throttle.js';
import { SignIn } from './sign-in.js';

@Module({
  imports: [PersonModule, TokenModule],
  controllers: [SessionController, MeController, JwksController],
  providers: [SignIn, SignInThrottle, IssueSession, RefreshSession, RevokeSession, FindMe, PurgeSessions],
})
export class SessionModule {}
