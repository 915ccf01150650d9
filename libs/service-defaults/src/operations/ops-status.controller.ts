import { Controller, Get, Inject, Optional } from '@nestjs/common';
import { Allow } from '@opencircle/auth';
import { Answers } from '../http/answers.decorator.js';
import { SERVICE_IDENTITY, type ServiceIdentity } from '../service-definition.js';
import { BACKLOG, opsStatus, type Backlog, type OpsStatus } from './ops-status.js';
import { Readiness } from './readiness.js';

/** Milliseconds that one figure may take. */
const PATIENCE = 3_000;

/** Is anything stuck, and how far behind is it? */
@Controller('v1/ops')
export class OpsStatusController {
  constructor(
    @Inject(SERVICE_IDENTITY) private readonly identity: ServiceIdentity,
    private readonly readiness: Readiness,
    @Optional() @Inject(BACKLOG) private readonly backlog?: Backlog,
  ) {}

  @Get('status')
  @Allow('ops.status')
  @Answers(200, opsStatus)
  async status(): Promise<OpsStatus> {
    const [checks, outbox, consumers, parked] = await Promise.all([
      this.readiness.report(),
      told(this.backlog?.outbox()),
      told(this.backlog?.consumers()),
      told(this.backlog?.parked()),
    ]);
    const answers = { outbox, consumers, parked };
    return {
      service: this.identity.name,
      version: this.identity.version,
      startedAt: this.readiness.startedAt.toISOString(),
      ready: Object.values(checks).every(Boolean),
      checks,
      outbox: outbox ?? null,
      consumers: consumers ?? [],
      parked: parked ?? null,
      unknown: (['outbox', 'consumers', 'parked'] as const).filter(
        (name) => this.backlog !== undefined && answers[name] === undefined,
      ),
    };
  }
}

async function told<T>(figure: Promise<T> | undefined): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => (timer = setTimeout(() => resolve(undefined), PATIENCE)));
  try {
    return await Promise.race([late, figure]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
