import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { Allow } from '@opencircle/auth';
import { organizationId } from '@opencircle/contracts';
import { Answers } from '@opencircle/service-defaults';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { pageOf } from '../page.js';
import { clientOf } from '../session/client.js';
import { challengeAnswer, sessionTokens, statusOf } from '../session/sign-in.schema.js';
import type { Started } from '../session/start-session.js';
import { FindProviders } from './find-providers.js';
import { providingOrganization } from './identity-provider.view.js';
import { providerAnswer, providerFlow } from './provider-flow.js';
import { SignInByProvider } from './sign-in-by-provider.js';
import { StartByProvider, type ProviderStart } from './start-by-provider.js';

const start = z.strictObject({ organizationId });
const begun = z.object({ url: z.string(), flow: providerFlow });
const finish = z.strictObject({ flow: providerFlow, answer: providerAnswer });
const providingPage = pageOf(providingOrganization);

/** Signing in by an organization's own OpenID provider. */
@Controller('v1')
export class ProviderSessionController {
  constructor(
    private readonly findProviders: FindProviders,
    private readonly startByProvider: StartByProvider,
    private readonly signInByProvider: SignInByProvider,
  ) {}

  /** Whose people may sign in so. */
  @Get('identity-providers')
  @Allow('oidc.start')
  @Answers(200, providingPage)
  async list(): Promise<z.infer<typeof providingPage>> {
    return { items: await this.findProviders.public(), next: null };
  }

  /** For the gateway alone, as is the next: it keeps the flow out of the browser's reach. */
  @Post('session-provider-starts')
  @Allow('oidc.start')
  @Answers(201, begun)
  start(
    @Body({ schema: start }) { organizationId: id }: z.infer<typeof start>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ProviderStart> {
    return this.startByProvider.run(id, clientOf(request, reply));
  }

  @Post('session-providers')
  @Allow('oidc.finish')
  @Answers(201, sessionTokens, { 202: challengeAnswer })
  async finish(
    @Body({ schema: finish }) { flow, answer }: z.infer<typeof finish>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Started> {
    const started = await this.signInByProvider.run(flow, answer, clientOf(request, reply));
    void reply.status(statusOf(started));
    return started;
  }
}
