import { Inject, Injectable, Logger } from '@nestjs/common';
import { clientAddress, DomainError, ENVIRONMENT } from '@opencircle/service-defaults';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isSameOrigin } from '../edge/same-origin.js';
import type { Environment } from '../environment.js';
import { csrf } from '../problems.js';
import { MembershipClient, type SignInStep, type Visitor } from './membership-client.js';
import { SessionCookie } from './session-cookie.js';
import { SessionKeeper } from './session-keeper.js';
import { SignInLimit } from './sign-in-limit.js';
import type { SignInChallenge } from './sign-in.schema.js';

/**
 * Takes a browser's steps of signing in to membership, and gives the browser its cookie. The session that the browser had
 * until then ends: nobody could sign out of it any more.
 */
@Injectable()
export class LetIn {
  private readonly logger = new Logger(LetIn.name);

  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly membership: MembershipClient,
    private readonly cookie: SessionCookie,
    private readonly keeper: SessionKeeper,
    private readonly limit: SignInLimit,
  ) {}

  /** A cookie; or, under 202, the question for a second factor. Throws membership's refusals. */
  run(
    step: SignInStep,
    given: object,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<SignInChallenge | undefined> {
    return this.counted(request, reply, async (visitor) => {
      const started = await this.membership.signIn(step, given, visitor);
      if (!('challenge' in started)) {
        void reply.header('set-cookie', await this.cookie.seal(started));
        await this.endFormer(request);
        return undefined;
      }
      void reply.status(202);
      return started;
    });
  }

  /** Any step before that. Throws `csrf`, `too-many-attempts`, what the work throws. */
  async counted<T>(request: FastifyRequest, reply: FastifyReply, work: (visitor: Visitor) => Promise<T>): Promise<T> {
    this.demandOwnPage(request);
    try {
      await this.limit.count(request, reply);
      return await work({ address: clientAddress(request), agent: request.headers['user-agent'] ?? '' });
    } catch (error) {
      const wait = error instanceof DomainError ? error.extra['retryAfter'] : undefined;
      if (typeof wait === 'number') void reply.header('retry-after', wait);
      throw error;
    }
  }

  /** As well as may be: who has just signed in stays in, also when membership does not take it. */
  private async endFormer(request: FastifyRequest): Promise<void> {
    try {
      const former = await this.keeper.supersede(request.headers.cookie);
      if (former !== undefined) await this.membership.revoke(former.refreshToken);
    } catch (error) {
      const code = error instanceof DomainError ? error.code : undefined;
      this.logger.warn({ code }, 'the session before a sign-in could not be ended');
    }
  }

  demandOwnPage(request: FastifyRequest): void {
    if (!isSameOrigin(request.headers, this.environment.PUBLIC_URL)) throw csrf();
  }
}
