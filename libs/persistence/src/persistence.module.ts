import { Inject, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { dataSource, type EntityClass } from './data-source.js';
import { DATABASE_ADDRESS } from './database-address.js';
import { Idempotency } from './idempotency.js';
import { Purger, purgeOf } from './purger.js';
import { RequestCounts } from './request-counts.js';
import { Transactions } from './transactions.js';

export type PersistenceOptions = {
  url: string;
  name: string;
  entities: readonly EntityClass[];
  poolSize?: number;
  /** Hours in which a repeated POST is known again; 48 when absent. */
  idempotencyHours?: number;
};

const IDEMPOTENCY_HOURS = Symbol('idempotency hours');

/** Gives a service its transactions. The pool opens at boot and closes after everything else has stopped. */
@Module({})
export class PersistenceModule implements OnApplicationShutdown {
  constructor(
    private readonly source: DataSource,
    purger: Purger,
    @Inject(IDEMPOTENCY_HOURS) hours: number,
  ) {
    purger.add(
      'idempotency-key',
      purgeOf('idempotency_key', 'created_at < now() - make_interval(hours => $2)', [hours]),
    );
    purger.add('request-count', purgeOf('request_count', 'ends_at < now()', []));
  }

  static forRoot(options: PersistenceOptions): DynamicModule {
    return {
      module: PersistenceModule,
      global: true,
      providers: [
        { provide: DataSource, useFactory: () => dataSource(options).initialize() },
        Transactions,
        Idempotency,
        Purger,
        RequestCounts,
        { provide: DATABASE_ADDRESS, useValue: options.url },
        { provide: IDEMPOTENCY_HOURS, useValue: options.idempotencyHours ?? 48 },
      ],
      exports: [DataSource, Transactions, Idempotency, Purger, RequestCounts],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.source.isInitialized) await this.source.destroy();
  }
}
