import { Inject, Injectable, Optional } from '@nestjs/common';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Injects the process's Prometheus registry; without one the figures go nowhere. */
export const MESSAGING_REGISTRY = Symbol('messaging registry');

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** What messaging counts. Labels are event types and codes of ours: few, and nothing of anybody. */
@Injectable()
export class MessagingMetrics {
  private readonly registry: Registry;
  private readonly relayBatch: Histogram;
  private readonly relayedEvents: Counter;
  private readonly handler: Histogram<'type'>;
  private readonly outcomes: Counter<'outcome'>;
  private readonly retries: Counter;
  private readonly parkedEvents: Counter<'reason'>;
  private readonly setAsideRows: Counter<'reason'>;

  constructor(@Optional() @Inject(MESSAGING_REGISTRY) registry: Registry = new Registry()) {
    this.registry = registry;
    const registers = [registry];
    this.relayBatch = new Histogram({
      name: 'messaging_relay_batch_seconds',
      help: 'Time to have a batch of outbox rows acknowledged by Kafka',
      buckets: SECONDS,
      registers,
    });
    this.relayedEvents = new Counter({
      name: 'messaging_relayed_events_total',
      help: 'Outbox rows that Kafka acknowledged',
      registers,
    });
    this.handler = new Histogram({
      name: 'messaging_handler_seconds',
      help: 'Time of a handler inside its transaction',
      labelNames: ['type'],
      buckets: SECONDS,
      registers,
    });
    this.outcomes = new Counter({
      name: 'messaging_events_total',
      help: 'Events received, by what became of them',
      labelNames: ['outcome'],
      registers,
    });
    this.retries = new Counter({
      name: 'messaging_retries_total',
      help: 'Times a partition was paused because of a transient failure',
      registers,
    });
    this.parkedEvents = new Counter({
      name: 'messaging_parked_events_total',
      help: 'Events set aside, by reason',
      labelNames: ['reason'],
      registers,
    });
    this.setAsideRows = new Counter({
      name: 'messaging_outbox_set_aside_total',
      help: 'Outbox rows that Kafka refused, by reason',
      labelNames: ['reason'],
      registers,
    });
  }

  /** A figure that is read when Prometheus asks; while it cannot be told it is absent. */
  gauge(name: string, help: string, read: () => Promise<number>): void {
    new Gauge({
      name,
      help,
      registers: [this.registry],
      async collect() {
        const value = await read().catch(() => undefined);
        if (value === undefined) this.remove();
        else this.set(value);
      },
    });
  }

  relayed(events: number, milliseconds: number): void {
    this.relayBatch.observe(milliseconds / 1000);
    this.relayedEvents.inc(events);
  }

  setAside(reason: string): void {
    this.setAsideRows.inc({ reason });
  }

  handled(type: string, milliseconds: number): void {
    this.handler.observe({ type }, milliseconds / 1000);
  }

  received(outcome: 'admitted' | 'duplicate'): void {
    this.outcomes.inc({ outcome });
  }

  retried(): void {
    this.retries.inc();
  }

  parked(reason: string): void {
    this.outcomes.inc({ outcome: 'parked' });
    this.parkedEvents.inc({ reason });
  }
}
