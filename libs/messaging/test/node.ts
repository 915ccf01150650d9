import { Module, type ExceptionFilter, type INestApplication, type LoggerService, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { listingRejected, newId, type ListingId, type OrganizationId, type RevisionId } from '@opencircle/contracts';
import {
  dataSource,
  migrate,
  PersistenceModule,
  persistenceMigrations,
  Transactions,
  type Db,
} from '@opencircle/persistence';
import { connectionFrom, type KafkaConnection } from '@opencircle/kafka-connection';
import { testDatabase, topicPrefix, type TestDatabase } from '@opencircle/testing';
import { throwError } from 'rxjs';
import type { DataSource } from 'typeorm';
import {
  KafkaEvents,
  MessagingModule,
  messagingMigrations,
  Outbox,
  type ConsumerMode,
  type KafkaClient,
  type CrashPoint,
  type RelayShards,
} from '../src/index.js';

export type Node = {
  app: INestApplication;
  transactions: Transactions;
  outbox: Outbox;
  query: <Row = Record<string, unknown>>(sql: string, parameters?: unknown[]) => Promise<Row[]>;
};

/** A database with the messaging tables and `effect`, where test handlers write what they did. */
export async function messagingDatabase(): Promise<TestDatabase & { source: DataSource }> {
  const database = await testDatabase();
  await migrate(database.ownerUrl, [...persistenceMigrations, ...messagingMigrations]);
  const owner = await dataSource({ url: database.ownerUrl, name: 'setup' }).initialize();
  await owner.query(
    'CREATE TABLE effect (n bigint GENERATED ALWAYS AS IDENTITY, subject uuid, version bigint, note text)',
  );
  await owner.destroy();
  return { ...database, source: await dataSource({ url: database.serviceUrl, name: 'test' }).initialize() };
}

/** One process of a service: its relay, its consumer and the given handlers. */
export async function startNode(
  options: {
    service: string;
    url: string;
    brokers: string | KafkaConnection;
    client?: KafkaClient;
    prefix: string;
    mode?: ConsumerMode;
    relayShards?: RelayShards;
    onPoint?: (point: CrashPoint) => void;
    logger?: LoggerService;
  },
  handlers: Type[] = [],
): Promise<Node> {
  @Module({
    imports: [
      PersistenceModule.forRoot({ url: options.url, name: options.service, entities: [] }),
      MessagingModule.forRoot({
        ...connectionFrom(options.brokers),
        service: options.service,
        topicPrefix: options.prefix,
        databaseUrl: options.url,
        ...(options.client && { client: options.client }),
        ...(options.mode === undefined ? {} : { consumerMode: options.mode }),
        ...(options.relayShards === undefined ? {} : { relayShards: options.relayShards }),
        ...(options.onPoint && { onPoint: options.onPoint }),
      }),
    ],
    controllers: handlers,
  })
  class App {}
  const app = await NestFactory.create(App, new FastifyAdapter(), {
    abortOnError: false,
    logger: options.logger ?? (process.env['TEST_LOG'] === undefined ? false : ['log', 'warn', 'error']),
  });
  app.useGlobalFilters(new Rethrow());
  app.connectMicroservice({ strategy: app.get(KafkaEvents) }, { inheritAppConfig: true });
  await app.startAllMicroservices();
  await app.init();
  const transactions = app.get(Transactions);
  return {
    app,
    transactions,
    outbox: app.get(Outbox),
    query: (sql, parameters) => transactions.run((db) => db.query(sql, parameters)),
  };
}

class Rethrow implements ExceptionFilter {
  catch(error: unknown) {
    return throwError(() => error);
  }
}

export { topicPrefix };

/** Says one `listing.rejected` about the listing, in its own transaction unless one is given. */
export async function say(node: Node, subject: string, reasonCode = 'spam', db?: Db): Promise<void> {
  const add = (open: Db) =>
    node.outbox.add(open, listingRejected, subject, {
      listingId: subject as ListingId,
      organizationId: newId<OrganizationId>(),
      revisionId: newId<RevisionId>(),
      reasonCode,
      decidedAt: new Date().toISOString(),
    });
  await (db === undefined ? node.transactions.run(add) : add(db));
}

/** Asks every 25 ms until the answer is there; fails the test after `seconds`. */
export async function eventually<T>(ask: () => Promise<T | undefined | false>, seconds = 20): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > end) throw new Error(`not within ${seconds} s: ${ask.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
