import { Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { dataSource, type EntityClass } from './data-source.js';
import { Idempotency } from './idempotency.js';
import { Transactions } from './transactions.js';

export type PersistenceOptions = { url: string; name: string; entities: readonly EntityClass[]; poolSize?: number };

/** Gives a service its transactions. The pool opens at boot and closes after everything else has stopped. */
@Module({})
export class PersistenceModule implements OnApplicationShutdown {
  constructor(private readonly source: DataSource) {}

  static forRoot(options: PersistenceOptions): DynamicModule {
    return {
      module: PersistenceModule,
      global: true,
      providers: [
        { provide: DataSource, useFactory: () => dataSource(options).initialize() },
        Transactions,
        Idempotency,
      ],
      exports: [DataSource, Transactions, Idempotency],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.source.isInitialized) await this.source.destroy();
  }
}
