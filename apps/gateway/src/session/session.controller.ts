import { Body, Controller, Delete, Get, Inject, Post, Req, Res } from '@nestjs/common';
import { Allow } from '@opencircle/auth';
import { Answers, DomainError, ENVIRONMENT } from '@opencircle/service-defaults';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { isSameOrigin } from '../edge/same-origin.js';
import type { Environment } from '../environment.js';
import { csrf, signedOut } from '../problems.js';
import { MembershipClient, type Me } from './membership-client.js';
import { SessionCookie } from './session-cookie.js';
import { SessionKeeper, type Held } from './session-keeper.js';
import { SignInLimit } from './sign-in-limit.js';

const credentials = z.strictObject({ email: z.string().min(1).max(254), password: z.string().min(1).max(1024) });
const me = z.object({ id: z.string(), displayName: z.string(), roles: z.array(z.record(z.string(), z.unknown())) });

/** Signing in and out of the browser. The answers hold no token; the cookie does, sealed. */
@Controller('session')
export class SessionController {
  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly membership: MembershipClient,
    private readonly cookie: SessionCookie,
    private readonly keeper: SessionKeeper,
    private readonly limit: SignInLimit,
  ) {}

  @Post()
  @Allow('gateway.sign-in')
  @Answers(204)
  async signIn(
    @Body({ schema: credentials }) given: z.infer<typeof credentials>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    this.demandOwnPage(request);
    try {
      await this.limit.count(request, reply);
      const tokens = await this.membership.signIn(given, request.ip);
      void reply.header('set-cookie', await this.cookie.seal(tokens));
    } catch (error) {
      const wait = error instanceof DomainError ? error.extra['retryAfter'] : undefined;
      if (typeof wait === 'number') void reply.header('retry-after', wait);
      throw error;
    }
  }

  @Get()
  @Allow('gateway.session')
  @Answers(200, me)
  async read(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Me> {
    try {
      const held = await this.keeper.held(request.headers.cookie);
      if (held === undefined) throw signedOut();
      if (held.setCookie !== undefined) void reply.header('set-cookie', held.setCookie);
      return await this.meOf(held, reply);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'session-ended') {
        void reply.header('set-cookie', this.cookie.clear());
      }
      throw error;
    }
  }

  /** A token that membership does not take any more may be older than what its holder may do: it is renewed once. */
  private async meOf(held: Held, reply: FastifyReply): Promise<Me> {
    try {
      return await this.membership.me(held.accessToken);
    } catch (error) {
      if (!(error instanceof DomainError && error.code === 'session-ended')) throw error;
      const { accessToken, setCookie } = await this.keeper.renew(held);
      void reply.header('set-cookie', setCookie);
      return this.membership.me(accessToken);
    }
  }

  /** Signs out here even when membership does not answer; there the session then ends by itself. */
  @Delete()
  @Allow('gateway.sign-out')
  @Answers(204)
  async signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    this.demandOwnPage(request);
    const tokens = await this.keeper.latest(request.headers.cookie);
    if (tokens) await this.membership.revoke(tokens.refreshToken).catch(() => undefined);
    void reply.header('set-cookie', this.cookie.clear());
  }

  private demandOwnPage(request: FastifyRequest): void {
    if (!isSameOrigin(request.headers, this.environment.PUBLIC_URL)) throw csrf();
  }
}
