import { join } from 'node:path';
import { createDatabase, freePort, startKafka, startPostgres } from '@opencircle/backing-services';
import type { ServiceName } from '@opencircle/testing';
import { FaultProxy } from '../fault-proxy.js';
import { KeptProcess } from './kept-process.js';

export const services = ['listings', 'matching', 'membership', 'notifications'] as const satisfies ServiceName[];
export type Link = ServiceName | 'Kafka';

/**
 * One durable PostgreSQL and one Kafka that services reach through proxies alone: one to the database of each service,
 * and one to Kafka, which tells its clients no other address.
 */
export class StormBacking {
  private constructor(
    readonly servers: Readonly<Record<'PostgreSQL' | 'Kafka', KeptProcess>>,
    readonly links: Readonly<Record<Link, FaultProxy>>,
    /** Straight to the databases, as their owners. */
    readonly databases: Readonly<Record<ServiceName, string>>,
    /** What `npm start` needs to use all this. */
    readonly env: Readonly<Record<string, string>>,
  ) {}

  static async start(folder: string): Promise<StormBacking> {
    const [port, kafkaPort, controllerPort] = [await freePort(), await freePort(), await freePort()];
    const kafkaProxy = await FaultProxy.start(kafkaPort);
    let adminUrl = '';
    const [postgres, kafka] = await bothOrNone([
      KeptProcess.of(async () => {
        const started = await startPostgres({
          port,
          dataDir: join(folder, 'postgres'),
          logFile: join(folder, 'postgres.log'),
          password: 'storm',
        });
        adminUrl = started.adminUrl;
        return started;
      }),
      KeptProcess.of(() =>
        startKafka({
          port: kafkaPort,
          advertisedPort: kafkaProxy.port,
          controllerPort,
          dataDir: join(folder, 'kafka'),
          logFile: join(folder, 'kafka.log'),
        }),
      ),
    ]);
    const links: Record<string, FaultProxy> = { Kafka: kafkaProxy };
    const databases: Record<string, string> = {};
    const env: Record<string, string> = { KAFKA_BROKERS: `127.0.0.1:${kafkaProxy.port}` };
    for (const name of services) {
      const urls = await createDatabase(adminUrl, { name, ownerPassword: 'owner', servicePassword: 'service' });
      const proxy = await FaultProxy.start(port);
      const proxied = new URL(urls.serviceUrl);
      proxied.port = String(proxy.port);
      links[name] = proxy;
      databases[name] = urls.ownerUrl;
      env[`DATABASE_URL_${name.toUpperCase()}`] = proxied.href;
      env[`MIGRATION_DATABASE_URL_${name.toUpperCase()}`] = urls.ownerUrl;
    }
    return new StormBacking({ PostgreSQL: postgres, Kafka: kafka }, links as never, databases as never, env);
  }

  /** Lets everything pass again. */
  calm(): void {
    for (const proxy of Object.values(this.links)) proxy.set({ mode: 'pass' });
  }

  async stop(): Promise<void> {
    await Promise.all(Object.values(this.links).map((proxy) => proxy.close()));
    await Promise.all(Object.values(this.servers).map((server) => server.stop()));
  }
}

/** A server that is kept running beside one that could not be started would never end. */
async function bothOrNone(starts: readonly [Promise<KeptProcess>, Promise<KeptProcess>]) {
  try {
    return await Promise.all(starts);
  } catch (error) {
    await Promise.allSettled(starts.map(async (start) => (await start).stop()));
    throw error;
  }
}
