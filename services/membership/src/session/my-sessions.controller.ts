import { Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { Allow, CurrentActor, type Actor } from '@opencircle/auth';
import { Answers } from '@opencircle/service-defaults';
import { z } from 'zod';
import { pageOf } from '../page.js';
import { EndSessions } from './end-sessions.js';
import { FindSessions } from './find-sessions.js';

const sessionId = z.uuid();
const sessionPage = pageOf(
  z.object({
    id: sessionId,
    startedAt: z.iso.datetime(),
    lastUsedAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    aal: z.union([z.literal(1), z.literal(2)]),
    /** What the client called itself. */
    agent: z.string(),
    current: z.boolean(),
  }),
);

/** Where somebody is signed in, for themselves alone. */
@Controller('v1/me')
export class MySessionsController {
  constructor(
    private readonly findSessions: FindSessions,
    private readonly endSessions: EndSessions,
  ) {}

  @Get('sessions')
  @Allow('me.sessions.list')
  @Answers(200, sessionPage)
  async list(@CurrentActor() actor: Actor): Promise<z.infer<typeof sessionPage>> {
    return { items: await this.findSessions.run(actor), next: null };
  }

  @Delete('sessions/:id')
  @Allow('me.sessions.revoke')
  @Answers(204)
  end(@Param('id', { schema: sessionId }) id: string, @CurrentActor() actor: Actor): Promise<void> {
    return this.endSessions.one(id, actor);
  }

  @Post('sign-outs')
  @Allow('me.sessions.revoke-all')
  @Answers(204)
  everywhere(@CurrentActor() actor: Actor): Promise<void> {
    return this.endSessions.everywhere(actor);
  }
}
