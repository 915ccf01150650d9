import { Module } from '@nestjs/common';
import { PersonModule } from '../person/person.module.js';
import { SigningKeyModule } from '../signing-key/signing-key.module.js';
import { FindMe } from './find-me.js';
import { IssueSession } from './issue-session.js';
import { MeController } from './me.controller.js';
import { PurgeSessions } from './purge-sessions.js';
import { RefreshSession } from './refresh-session.js';
import { RevokeSession } from './revoke-session.js';
import { SessionController } from './session.controller.js';
import { SignInThrottle } from './sign-in-throttle.js';
import { SignIn } from './sign-in.js';

@Module({
  imports: [PersonModule, SigningKeyModule],
  controllers: [SessionController, MeController],
  providers: [SignIn, SignInThrottle, IssueSession, RefreshSession, RevokeSession, FindMe, PurgeSessions],
})
export class SessionModule {}
