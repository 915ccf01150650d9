import fastifyRateLimit from '@fastify/rate-limit';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { clientAddress, clientNetwork } from '@opencircle/service-defaults';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { tooManyAttempts } from '../problems.js';

const ATTEMPTS = 30;
const WINDOW = 60_000;

/** How often one address may try to sign in. Membership slows down guessing per account; this spares it the hashing. */
@Injectable()
export class SignInLimit implements OnApplicationBootstrap {
  private limiter: ReturnType<FastifyInstance['createRateLimit']> | undefined;

  constructor(private readonly host: HttpAdapterHost) {}

  /** Not earlier: awaiting a plugin ends the set-up of the routes before it, and Nest's error handler comes last. */
  async onApplicationBootstrap(): Promise<void> {
    const server = this.host.httpAdapter.getInstance<FastifyInstance>();
    await server.register(fastifyRateLimit, { global: false });
    this.limiter = server.createRateLimit({
      max: ATTEMPTS,
      timeWindow: WINDOW,
      keyGenerator: (request) => clientNetwork(clientAddress(request)),
    });
  }

  /** Counts an attempt and says in the RateLimit headers what is left. Throws `too-many-attempts`. */
  async count(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const state = await this.limiter?.(request);
    if (state === undefined || state.isAllowed) return;
    const { max, remaining, ttlInSeconds } = state;
    void reply.headers({ 'ratelimit-limit': max, 'ratelimit-remaining': remaining, 'ratelimit-reset': ttlInSeconds });
    if (state.isExceeded) throw tooManyAttempts(ttlInSeconds);
  }
}
