import { Inject, Injectable, Optional, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { WithActor } from '@opencircle/auth';
import { RequestCounts, type Counted } from '@opencircle/persistence';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ENVIRONMENT, type BaseEnvironment } from '../environment.js';
import { clientAddress, clientNetwork } from '../http/client-address.js';
import { limitOf, type Limit } from './limit.js';
import { ProcessCounts } from './process-counts.js';
import { TooManyRequests } from './too-many-requests.js';

/**
 * Counts requests of `@Limited` routes before anything else is done for them: of a signed-in person wherever they come from,
 * else of the client (draft-ietf-httpapi-ratelimit-headers). What is left is told to a person alone: an address may be
 * shared, and who shares it would learn that somebody there looks for a group. Comes after the global guard, which knows
 * the person. Nest makes one for each module with such routes; what they count is the process's.
 */
@Injectable()
export class RequestLimits implements CanActivate {
  constructor(
    @Inject(ENVIRONMENT) private readonly environment: BaseEnvironment,
    private readonly here: ProcessCounts,
    @Optional() private readonly everywhere?: RequestCounts,
  ) {}

  async canActivate(context: ExecutionContext): Promise<true> {
    const limit = limitOf(context.getHandler()) as Limit;
    const request = context.switchToHttp().getRequest<FastifyRequest & WithActor>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const most = limit.most * this.environment.REQUEST_LIMIT_FACTOR;
    const person = request.actor?.kind === 'person' ? request.actor.id : undefined;
    const { count, seconds } = await this.count(limit, person === undefined ? clientOf(request) : `person ${person}`);
    void reply.header('ratelimit-policy', `"${limit.name}";q=${most};w=${limit.window}`);
    if (person !== undefined || count > most) {
      void reply.header('ratelimit', `"${limit.name}";r=${Math.max(0, most - count)};t=${seconds}`);
    }
    if (count > most) throw new TooManyRequests(seconds);
    return true;
  }

  private count({ name, window, counted }: Limit, subject: string): Counted | Promise<Counted> {
    if (counted === 'process') return this.here.add(name, subject, window);
    if (this.everywhere === undefined) throw new Error(`${name} is counted in a database, and there is none`);
    return this.everywhere.add(name, subject, window);
  }
}

function clientOf(request: FastifyRequest): string {
  return `client ${clientNetwork(clientAddress(request))}`;
}
