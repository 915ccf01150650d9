import { Inject, Injectable, Logger, Optional } from '@nestjs/common';
import { classOf, Transactions } from '@opencircle/persistence';
import { Counter, Gauge, Registry } from 'prom-client';
import { MESSAGING_REGISTRY } from '../metrics.js';
import { MESSAGING_OPTIONS, type MessagingOptions } from '../options.js';

/** How much is parked, read from the database at every scrape, and what replays did. */
@Injectable()
export class ParkedMetrics {
  private readonly logger = new Logger(ParkedMetrics.name);
  private readonly outcomes: Counter<'outcome'>;

  constructor(
    @Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions,
    private readonly transactions: Transactions,
    @Optional() @Inject(MESSAGING_REGISTRY) registry: Registry = new Registry(),
  ) {
    const registers = [registry];
    const gauge = new Gauge<'reason'>({
      name: 'messaging_parked_events',
      help: 'Events that are set aside now, by reason',
      labelNames: ['reason'],
      registers,
      collect: (): Promise<void> => this.collect(gauge),
    });
    this.outcomes = new Counter({
      name: 'messaging_replayed_events_total',
      help: 'Parked events that a replay took up, by what became of them',
      labelNames: ['outcome'],
      registers,
    });
  }

  replayed(outcome: 'applied' | 'superseded' | 'parked-again'): void {
    this.outcomes.inc({ outcome });
  }

  /** A database that is away must not take the other figures along. */
  private async collect(gauge: Gauge<'reason'>): Promise<void> {
    gauge.reset();
    try {
      const rows = await this.transactions.read((db) =>
        db.query<{ reason: string; events: number }>(
          'SELECT reason, count(*)::int AS events FROM parked_event WHERE consumer = $1 GROUP BY reason',
          [this.options.service],
        ),
      );
      for (const { reason, events } of rows) gauge.set({ reason }, events);
    } catch (error) {
      this.logger.warn(`parked events are not counted: ${classOf(error)}`);
    }
  }
}
