import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startKafka } from '@opencircle/backing-services';

export type OwnKafka = {
  readonly brokers: readonly string[];
  /** Stops it and starts it again, with all that it had. */
  outage(): Promise<void>;
  stop(): Promise<void>;
};

/** A Kafka that no other test uses, so that it can be stopped. */
export async function ownKafka(): Promise<OwnKafka> {
  const folder = mkdtempSync(join(tmpdir(), 'opencircle-kafka-'));
  const [port, controllerPort] = [await freePort(), await freePort()];
  const start = () =>
    startKafka({ port, controllerPort, dataDir: join(folder, 'kafka'), logFile: join(folder, 'kafka.log') });
  let kafka = await start();
  return {
    brokers: [kafka.brokers],
    async outage() {
      await kafka.stop();
      kafka = await start();
    },
    async stop() {
      await kafka.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
