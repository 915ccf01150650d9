import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import { Allow } from '@opencircle/auth';
import { Answers } from '@opencircle/service-defaults';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AnswerChallenge } from './answer-challenge.js';
import { clientOf } from './client.js';
import type { SessionTokens } from './issue-session.js';
import { OpenChallenge } from './open-challenge.js';
import { RefreshSession } from './refresh-session.js';
import { RequestLimit } from './request-limit.js';
import { RevokeSession } from './revoke-session.js';
import { SignIn } from './sign-in.js';
import { answeredChallenge, challengeAnswer, sessionTokens, statusOf } from './sign-in.schema.js';
import type { Challenge, Started } from './start-session.js';

const credentials = z.strictObject({ email: z.string().min(1).max(254), password: z.string().min(1).max(1024) });
const holder = z.strictObject({ refreshToken: z.string().min(1).max(200) });

/** Each leaves a row until it is over. */
const passkeyChallenges = { name: 'passkey-challenge', most: 60, window: 600 } as const;

/** Signing in, staying signed in, signing out. */
@Controller('v1')
export class SessionController {
  constructor(
    private readonly signIn: SignIn,
    private readonly answerChallenge: AnswerChallenge,
    private readonly openChallenge: OpenChallenge,
    private readonly limit: RequestLimit,
    private readonly refreshSession: RefreshSession,
    private readonly revokeSession: RevokeSession,
  ) {}

  @Post('sessions')
  @Allow('session.create')
  @Answers(201, sessionTokens, { 202: challengeAnswer })
  async create(
    @Body({ schema: credentials }) { email, password }: z.infer<typeof credentials>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Started> {
    const started = await this.signIn.run(email, password, clientOf(request, reply));
    void reply.status(statusOf(started));
    return started;
  }

  /** The second factor, or a passkey in place of everything. */
  @Post('session-challenges')
  @Allow('session.challenge')
  @Answers(201, sessionTokens)
  answer(
    @Body({ schema: answeredChallenge }) { challenge, ...presented }: z.infer<typeof answeredChallenge>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionTokens> {
    return this.answerChallenge.run(challenge, presented, clientOf(request, reply));
  }

  /** Asks for whatever passkey the browser has for this site. */
  @Post('passkey-challenges')
  @Allow('session.challenge')
  @Answers(201, challengeAnswer)
  async askForPasskey(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Challenge> {
    await this.limit.demand(passkeyChallenges, clientOf(request, reply));
    return { ...(await this.openChallenge.run('sign-in', null)), factors: ['passkey'] };
  }

  @Post('session-refreshes')
  @Allow('session.refresh')
  @Answers(201, sessionTokens)
  refresh(@Body({ schema: holder }) { refreshToken }: z.infer<typeof holder>): Promise<SessionTokens> {
    return this.refreshSession.run(refreshToken);
  }

  @Post('session-revocations')
  @Allow('session.revoke')
  @Answers(204)
  revoke(@Body({ schema: holder }) { refreshToken }: z.infer<typeof holder>): Promise<void> {
    return this.revokeSession.run(refreshToken);
  }
}
