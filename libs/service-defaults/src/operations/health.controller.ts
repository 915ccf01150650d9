import { Controller, Get } from '@nestjs/common';
import { Allow, CurrentActor, policy, type Actor } from '@opencircle/auth';
import { z } from 'zod';
import { Answers } from '../http/answers.decorator.js';
import { DomainError } from '../problem/domain-error.js';
import { Readiness } from './readiness.js';

const health = z.object({ status: z.literal('up'), checks: z.record(z.string(), z.boolean()).optional() });

/** For the supervisor: restart me (live), send me requests (ready), give me time (startup). 503 says no. */
@Controller('health')
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  /** Whether a restart is not needed: the event loop turns, and the consumer gets on. */
  @Get('live')
  @Allow('health.read')
  @Answers(200, health)
  live(): z.input<typeof health> {
    const dying = this.readiness.dying();
    if (dying.length > 0) throw new DomainError('not-ready', `does not get on: ${dying.join(', ')}`);
    return { status: 'up' };
  }

  @Get('startup')
  @Allow('health.read')
  @Answers(200, health)
  startup(): z.input<typeof health> {
    if (!this.readiness.started) throw new DomainError('not-ready', 'the service is starting');
    return { status: 'up' };
  }

  /** Which check fails is for ops alone. */
  @Get('ready')
  @Allow('health.read')
  @Answers(200, health)
  async ready(@CurrentActor() actor: Actor): Promise<z.input<typeof health>> {
    const checks = await this.readiness.report();
    const details = policy.allows(actor, 'ops.status') ? { checks } : {};
    if (this.readiness.started && Object.values(checks).every(Boolean)) return { status: 'up', ...details };
    throw new DomainError('not-ready', 'the service cannot take requests at the moment', [], details);
  }
}
