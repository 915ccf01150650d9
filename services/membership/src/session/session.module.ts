import { Module } from '@nestjs/common';
import { FactorCheckModule } from '../factor/factor-check.module.js';
import { PersonModule } from '../person/person.module.js';
import { SigningKeyModule } from '../signing-key/signing-key.module.js';
import { AnswerChallenge } from './answer-challenge.js';
import { ConfirmIdentity } from './confirm-identity.js';
import { FindMe } from './find-me.js';
import { FindSessions } from './find-sessions.js';
import { IssueSession } from './issue-session.js';
import { MeController } from './me.controller.js';
import { MySessionsController } from './my-sessions.controller.js';
import { OpenChallenge } from './open-challenge.js';
import { PurgeSessions } from './purge-sessions.js';
import { RefreshSession } from './refresh-session.js';
import { RequestLimit } from './request-limit.js';
import { RevokeSession } from './revoke-session.js';
import { SessionController } from './session.controller.js';
import { SignInThrottle } from './sign-in-throttle.js';
import { SignIn } from './sign-in.js';
import { StartSession } from './start-session.js';

@Module({
  imports: [PersonModule, SigningKeyModule, FactorCheckModule],
  controllers: [SessionController, MeController, MySessionsController],
  providers: [
    SignIn,
    StartSession,
    OpenChallenge,
    AnswerChallenge,
    SignInThrottle,
    RequestLimit,
    IssueSession,
    RefreshSession,
    RevokeSession,
    FindSessions,
    FindMe,
    ConfirmIdentity,
    PurgeSessions,
  ],
  exports: [StartSession, PersonModule, SignInThrottle, RequestLimit],
})
export class SessionModule {}
