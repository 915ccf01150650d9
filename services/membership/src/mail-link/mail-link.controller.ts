import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import { Allow, CurrentActor, Forbidden, type Actor } from '@opencircle/auth';
import { personId } from '@opencircle/contracts';
import { Answers } from '@opencircle/service-defaults';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { clientOf } from '../session/client.js';
import { challengeAnswer, sessionTokens, statusOf } from '../session/sign-in.schema.js';
import type { Started } from '../session/start-session.js';
import { FindMailLinks } from './find-mail-links.js';
import { RequestMailLink } from './request-mail-link.js';
import { ResetPassword } from './reset-password.js';
import { SignInByLink } from './sign-in-by-link.js';

const addressee = z.strictObject({ email: z.string().min(1).max(254) });
const token = z.string().min(1).max(200);
const link = z.strictObject({ token });
const reset = z.strictObject({ token, password: z.string().min(1).max(1024) });
const batch = z.strictObject({ linkIds: z.array(z.uuid()).min(1).max(100) });
const written = z.object({ links: z.array(z.object({ linkId: z.uuid(), personId, url: z.string() })) });

/** Links by e-mail. Known and unknown addresses get the same answer in the same time. */
@Controller('v1')
export class MailLinkController {
  constructor(
    private readonly requestMailLink: RequestMailLink,
    private readonly signInByLink: SignInByLink,
    private readonly resetPassword: ResetPassword,
    private readonly findMailLinks: FindMailLinks,
  ) {}

  @Post('email-links')
  @Allow('email-link.create')
  @Answers(202)
  requestLink(
    @Body({ schema: addressee }) { email }: z.infer<typeof addressee>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    return this.requestMailLink.run(email, 'sign-in', clientOf(request, reply));
  }

  @Post('session-links')
  @Allow('email-link.redeem')
  @Answers(201, sessionTokens, { 202: challengeAnswer })
  async useLink(
    @Body({ schema: link }) { token: given }: z.infer<typeof link>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Started> {
    const started = await this.signInByLink.run(given, clientOf(request, reply));
    void reply.status(statusOf(started));
    return started;
  }

  @Post('password-reset-links')
  @Allow('password-reset.create')
  @Answers(202)
  requestReset(
    @Body({ schema: addressee }) { email }: z.infer<typeof addressee>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    return this.requestMailLink.run(email, 'password-reset', clientOf(request, reply));
  }

  @Post('password-resets')
  @Allow('password-reset.redeem')
  @Answers(204)
  reset(
    @Body({ schema: reset }) { token: given, password }: z.infer<typeof reset>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    return this.resetPassword.run(given, password, clientOf(request, reply));
  }

  /** For notifications alone, when it sends the mail; the gateway does not proxy it. */
  @Post('internal/mail-links::batch')
  @Allow('mail-link.issue')
  @Answers(200, written)
  async write(
    @Body({ schema: batch }) { linkIds }: z.infer<typeof batch>,
    @CurrentActor() actor: Actor,
  ): Promise<z.infer<typeof written>> {
    if (actor.kind !== 'service' || actor.name !== 'notifications') throw new Forbidden('mail-link.issue');
    return { links: await this.findMailLinks.run(linkIds) };
  }
}
