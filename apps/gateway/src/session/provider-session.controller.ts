import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import { Allow } from '@opencircle/auth';
import { Answers } from '@opencircle/service-defaults';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { signInRefused } from '../problems.js';
import { FlowCookie } from './flow-cookie.js';
import { LetIn } from './let-in.js';
import { MembershipClient } from './membership-client.js';
import { providerAnswer, signInChallenge, type SignInChallenge } from './sign-in.schema.js';

const start = z.strictObject({ organizationId: z.uuid() });
const begun = z.object({ url: z.string() });

/** Signing in by the provider of one's organization: there and back. */
@Controller('session')
export class ProviderSessionController {
  constructor(
    private readonly membership: MembershipClient,
    private readonly flows: FlowCookie,
    private readonly letIn: LetIn,
  ) {}

  /** Where the page takes the browser; what must be known when it is back goes into a cookie. */
  @Post('provider-starts')
  @Allow('gateway.sign-in')
  @Answers(201, begun)
  start(
    @Body({ schema: start }) { organizationId }: z.infer<typeof start>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.infer<typeof begun>> {
    return this.letIn.counted(request, reply, async (visitor) => {
      const { url, flow } = await this.membership.startByProvider(organizationId, visitor);
      void reply.header('set-cookie', await this.flows.seal(flow));
      return { url };
    });
  }

  /** What the provider sent the browser back with, in place of a password. The cookie is used up either way. */
  @Post('providers')
  @Allow('gateway.sign-in')
  @Answers(204, z.undefined(), { 202: signInChallenge })
  async finish(
    @Body({ schema: providerAnswer }) answer: z.infer<typeof providerAnswer>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignInChallenge | undefined> {
    this.letIn.demandOwnPage(request);
    const flow = await this.flows.open(request.headers.cookie);
    void reply.header('set-cookie', this.flows.clear());
    if (flow === undefined) throw signInRefused('provider-refused');
    return this.letIn.run('provider', { flow, answer }, request, reply);
  }
}
