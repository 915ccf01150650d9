import { Controller, Get } from '@nestjs/common';
import { Allow, CurrentActor, roleGrant, type Actor } from '@opencircle/auth';
import { personId } from '@opencircle/contracts';
import { Answers } from '@opencircle/service-defaults';
import { z } from 'zod';
import { FindMe } from './find-me.js';

const me = z.object({ id: personId, displayName: z.string(), roles: z.array(roleGrant) });

@Controller('v1/me')
export class MeController {
  constructor(private readonly findMe: FindMe) {}

  @Get()
  @Allow('me.read')
  @Answers(200, me)
  read(@CurrentActor() actor: Actor): Promise<z.infer<typeof me>> {
    return this.findMe.run(actor);
  }
}
