import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { startKafka } from './kafka.js';
import type { RunningProcess } from './launch.js';
import { freePort } from './ports.js';
import { startPostgres } from './postgres.js';

export type TestServices = {
  readonly postgresUrl: string;
  readonly brokers: string;
  /** Ends both and removes the folder. */ stop(): Promise<void>;
};

/** One PostgreSQL and one Kafka for a test run: free ports, no durability, everything below `folder`. */
export async function startTestServices(folder: string): Promise<TestServices> {
  const started: RunningProcess[] = [];
  const onLaunch = (process: RunningProcess): void => void started.push(process);
  const stop = async (): Promise<void> => {
    await Promise.all(started.map((process) => process.stop()));
    rmSync(folder, { recursive: true, force: true });
  };
  const [port, kafkaPort, controllerPort] = [await freePort(), await freePort(), await freePort()];
  try {
    const [postgres, kafka] = await Promise.all([
      startPostgres({
        port,
        dataDir: join(folder, 'postgres'),
        logFile: join(folder, 'postgres.log'),
        password: 'test',
        durable: false,
        onLaunch,
      }),
      startKafka({
        port: kafkaPort,
        controllerPort,
        dataDir: join(folder, 'kafka'),
        logFile: join(folder, 'kafka.log'),
        onLaunch,
      }),
    ]);
    return { postgresUrl: postgres.adminUrl, brokers: kafka.brokers, stop };
  } catch (error) {
    await Promise.all(started.map((process) => process.stop()));
    throw error;
  }
}
