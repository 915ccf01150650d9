import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Person } from '@opencircle/auth';
import { newId, type PersonId } from '@opencircle/contracts';
import { MessagingModule, messagingMigrations } from '@opencircle/messaging';
import { dataSource, migrate, PersistenceModule, persistenceMigrations, Transactions } from '@opencircle/persistence';
import { testDatabase } from '@opencircle/testing';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { Audit, auditMigrations, AuditModule, CheckpointReader, verifyChain, type Verification } from '../src/index.js';

/** A service's database with the audit log, the log itself, and hands to break it with. */
export async function auditApp(checkpointFolder?: string) {
  const database = await testDatabase();
  await migrate(database.ownerUrl, [...persistenceMigrations, ...messagingMigrations, ...auditMigrations]);
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const signingKey: JWK = await exportJWK(privateKey);
  const reader = await CheckpointReader.of([signingKey]);
  const url = database.serviceUrl;

  async function boot(): Promise<INestApplicationContext> {
    @Module({
      imports: [
        PersistenceModule.forRoot({ url, name: 'tested', entities: [] }),
        MessagingModule.forRoot({ service: 'tested', brokers: ['127.0.0.1:9'], topicPrefix: '', databaseUrl: url }),
        AuditModule.forRoot({ service: 'tested', signingKey, checkpointFolder }),
      ],
    })
    class App {}
    return NestFactory.createApplicationContext(App, { logger: false });
  }

  let app = await boot();
  const owner = await dataSource({ url: database.ownerUrl, name: 'owner', poolSize: 2 }).initialize();
  const query = <Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> =>
    app.get(Transactions).run((db) => db.query<Row>(sql, parameters));

  return {
    reader,
    query,
    audit: () => app.get(Audit),
    tx: () => app.get(Transactions),
    get: <T>(type: new (...args: never[]) => T): T => app.get<T>(type),
    /** As the owner of the tables. */
    sabotage: (sql: string): Promise<unknown> => owner.query(sql),
    signed: async (): Promise<string[]> =>
      (await query<{ jws: string }>(`SELECT data->>'jws' AS jws FROM outbox ORDER BY id`)).map(({ jws }) => jws),
    verify(signed?: readonly string[]): Promise<Verification> {
      const ask = <Row>(sql: string, parameters: unknown[]): Promise<Row[]> => owner.query(sql, parameters);
      return verifyChain('tested', ask, signed && { signed, reader });
    },
    async restart(): Promise<void> {
      await app.close();
      app = await boot();
    },
    async close(): Promise<void> {
      await app.close();
      await owner.destroy();
      await database.drop();
    },
  };
}

export type AuditApp = Awaited<ReturnType<typeof auditApp>>;

export function person(...roles: Person['roles'][number]['role'][]): Person {
  return { kind: 'person', id: newId<PersonId>(), roles: roles.map((role) => ({ role })) };
}
