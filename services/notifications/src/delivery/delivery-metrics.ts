import { Inject, Injectable } from '@nestjs/common';
import { METRICS } from '@opencircle/service-defaults';
import { Counter, type Registry } from 'prom-client';
import type { TemplateName } from '../template/templates.js';

/** Attempts to deliver, by template and outcome (`sent` or the code of what went wrong). */
@Injectable()
export class DeliveryMetrics {
  private readonly attempts: Counter<'template' | 'outcome'>;

  constructor(@Inject(METRICS) registry: Registry) {
    this.attempts = new Counter({
      name: 'delivery_attempts_total',
      help: 'Attempts to send a mail, by template and outcome',
      labelNames: ['template', 'outcome'],
      registers: [registry],
    });
  }

  attempted(template: TemplateName, errorCode: string | undefined): void {
    this.attempts.inc({ template, outcome: errorCode ?? 'sent' });
  }
}
