import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import { Allow } from '@opencircle/auth';
import { Answers, DomainError } from '@opencircle/service-defaults';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { clientAddress } from './client-address.js';
import type { SessionTokens } from './issue-session.js';
import { RefreshSession } from './refresh-session.js';
import { RevokeSession } from './revoke-session.js';
import { SignIn } from './sign-in.js';

const credentials = z.strictObject({ email: z.string().min(1).max(254), password: z.string().min(1).max(1024) });
const holder = z.strictObject({ refreshToken: z.string().min(1).max(200) });
const sessionTokens = z.object({ accessToken: z.string(), refreshToken: z.string(), expiresIn: z.int() });

/** Signing in, staying signed in, signing out. */
@Controller('v1')
export class SessionController {
  constructor(
    private readonly signIn: SignIn,
    private readonly refreshSession: RefreshSession,
    private readonly revokeSession: RevokeSession,
  ) {}

  @Post('sessions')
  @Allow('session.create')
  @Answers(201, sessionTokens)
  async create(
    @Body({ schema: credentials }) { email, password }: z.infer<typeof credentials>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionTokens> {
    try {
      return await this.signIn.run(email, password, clientAddress(request.ip, request.headers['x-forwarded-for']));
    } catch (error) {
      const wait = error instanceof DomainError ? error.extra['retryAfter'] : undefined;
      if (typeof wait === 'number') void reply.header('retry-after', wait);
      throw error;
    }
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
