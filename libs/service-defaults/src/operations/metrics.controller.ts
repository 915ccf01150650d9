import { Controller, Get, Header, Inject } from '@nestjs/common';
import { Allow } from '@opencircle/auth';
import { Registry } from 'prom-client';

/** Injects the application's Prometheus registry, for a service's own metrics (`metrics.ts`). */
export const METRICS = Symbol('metrics');

/** For Prometheus. The gateway does not proxy this. */
@Controller('metrics')
export class MetricsController {
  constructor(@Inject(METRICS) private readonly registry: Registry) {}

  @Get()
  @Allow('metrics.read')
  @Header('content-type', Registry.PROMETHEUS_CONTENT_TYPE)
  read(): Promise<string> {
    return this.registry.metrics();
  }
}
