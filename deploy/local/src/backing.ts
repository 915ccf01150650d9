import { join } from 'node:path';
import { createDatabase, startKafka, startPostgres, type DatabaseUrls } from '@opencircle/backing-services';
import { step } from '../bootstrap/steps.mjs';
import type { Databases } from './environments.js';
import { services, type Layout, type ServiceName } from './layout.js';
import type { Secrets } from './secrets.js';
import type { Supervisor } from './supervisor.js';

/** The service's own database elsewhere, if the environment names one. */
function foreignDatabase(name: ServiceName): DatabaseUrls | undefined {
  const serviceUrl = process.env[`DATABASE_URL_${name.toUpperCase()}`];
  if (!serviceUrl) return undefined;
  return { serviceUrl, ownerUrl: process.env[`MIGRATION_DATABASE_URL_${name.toUpperCase()}`] ?? serviceUrl };
}

/** Databases for all services: ours, made when missing, or the ones that the environment names. */
export async function provideDatabases(
  supervisor: Supervisor,
  { data, logs, ports }: Layout,
  secrets: Secrets,
): Promise<Databases> {
  const foreign = services.map((name) => [name, foreignDatabase(name)] as const);
  const urls = new Map(foreign.flatMap(([name, found]) => (found ? [[name, found] as const] : [])));
  const missing = services.filter((name) => !urls.has(name));
  if (missing.length > 0) {
    let adminUrl = '';
    await step(`PostgreSQL on port ${ports.postgres}`, () =>
      supervisor.run({
        name: 'PostgreSQL',
        tier: 1,
        start: async (onLaunch) => {
          const postgres = await startPostgres({
            port: ports.postgres,
            dataDir: join(data, 'postgres'),
            logFile: join(logs, 'postgres.log'),
            password: secrets.postgres,
            onLaunch,
          });
          adminUrl = postgres.adminUrl;
          return postgres;
        },
      }),
    );
    await step('databases and roles', async () => {
      await Promise.all(
        missing.map(async (name) => {
          const { owner, service } = secrets.databases[name];
          urls.set(name, await createDatabase(adminUrl, { name, ownerPassword: owner, servicePassword: service }));
        }),
      );
    });
  }
  return Object.fromEntries(urls) as Databases;
}

/** Brokers: our own node, or KAFKA_BROKERS. */
export async function provideKafka(supervisor: Supervisor, { data, logs, ports }: Layout): Promise<string> {
  const foreign = process.env['KAFKA_BROKERS'];
  if (foreign) return foreign;
  await step(`Kafka on port ${ports.kafka}`, () =>
    supervisor.run({
      name: 'Kafka',
      tier: 1.5,
      start: (onLaunch) =>
        startKafka({
          port: ports.kafka,
          controllerPort: ports.kafkaController,
          dataDir: join(data, 'kafka'),
          logFile: join(logs, 'kafka.log'),
          onLaunch,
        }),
    }),
  );
  return `127.0.0.1:${ports.kafka}`;
}
