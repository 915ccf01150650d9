import { Body, Controller, Delete, Get, Post, Req, Res } from '@nestjs/common';
import { Allow } from '@opencircle/auth';
import { Answers, DomainError } from '@opencircle/service-defaults';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { signedOut } from '../problems.js';
import { LetIn } from './let-in.js';
import { MembershipClient } from './membership-client.js';
import { SessionCookie } from './session-cookie.js';
import { SessionKeeper, type Held } from './session-keeper.js';
import {
  answeredChallenge,
  credentials,
  link,
  me,
  signInChallenge,
  type Me,
  type SignInChallenge,
} from './sign-in.schema.js';

/** Signing in and out of the browser. The answers hold no token; the cookie does, sealed. */
@Controller('session')
export class SessionController {
  constructor(
    private readonly membership: MembershipClient,
    private readonly cookie: SessionCookie,
    private readonly keeper: SessionKeeper,
    private readonly letIn: LetIn,
  ) {}

  /** 204 with a cookie, or 202 when a second factor has to follow. */
  @Post()
  @Allow('gateway.sign-in')
  @Answers(204, z.undefined(), { 202: signInChallenge })
  signIn(
    @Body({ schema: credentials }) given: z.infer<typeof credentials>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignInChallenge | undefined> {
    return this.letIn.run('password', given, request, reply);
  }

  /** The link of a mail in place of a password. */
  @Post('links')
  @Allow('gateway.sign-in')
  @Answers(204, z.undefined(), { 202: signInChallenge })
  useLink(
    @Body({ schema: link }) given: z.infer<typeof link>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignInChallenge | undefined> {
    return this.letIn.run('link', given, request, reply);
  }

  /** The second factor, or a passkey alone. */
  @Post('challenges')
  @Allow('gateway.sign-in')
  @Answers(204, z.undefined(), { 202: signInChallenge })
  answer(
    @Body({ schema: answeredChallenge }) given: z.infer<typeof answeredChallenge>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignInChallenge | undefined> {
    return this.letIn.run('challenge', given, request, reply);
  }

  @Get()
  @Allow('gateway.session')
  @Answers(200, me)
  async read(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Me> {
    return this.forgetting(request, reply, async () => {
      const held = await this.keeper.held(request.headers.cookie);
      if (held === undefined) throw signedOut();
      if (held.setCookie !== undefined) void reply.header('set-cookie', held.setCookie);
      return this.meOf(held, reply);
    });
  }

  /** Exchanges the tokens now, so that they say what has just changed: a factor that was added, a role that was given. */
  @Post('renewals')
  @Allow('gateway.renew')
  @Answers(204)
  async renew(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    this.letIn.demandOwnPage(request);
    await this.forgetting(request, reply, async () => {
      const held = await this.keeper.renewedNow(request.headers.cookie);
      if (held === undefined) throw signedOut();
      void reply.header('set-cookie', held);
    });
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
    this.letIn.demandOwnPage(request);
    const tokens = await this.keeper.latest(request.headers.cookie);
    if (tokens) await this.membership.revoke(tokens.refreshToken).catch(() => undefined);
    void reply.header('set-cookie', this.cookie.clear());
  }

  /** A session that is over at membership is over here, unless the browser has its next one already. */
  private async forgetting<T>(request: FastifyRequest, reply: FastifyReply, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof DomainError && error.code === 'session-ended') {
        void reply.header('set-cookie', this.cookie.clear());
      }
      throw error;
    } finally {
      await this.keeper.spareNext(request.headers.cookie, reply);
    }
  }
}
