import type { INestApplication } from '@nestjs/common';
import type { RelayShards } from '@opencircle/messaging';
import { eventually } from '@opencircle/testing';
import { execute, proofDatabase } from '../proof-database.js';
import type { Random } from '../random.js';
import { startSmallApp } from '../small-app.js';
import { Arrivals, arrivalTable, RecordingBroker } from './arrivals.js';
import type { StartControlRelay } from './control-relays.js';

/** A database whose outbox some relay empties into `arrival`. */
export type RelayBench = {
  /** Writes; its own relay may look elsewhere. */
  readonly app: INestApplication;
  readonly url: string;
  /** Ends the connections of all relays, with whatever they are about. */
  cut(): Promise<void>;
  /** Resolves when the relay has sent all that it will. */
  finish(): Promise<void>;
};

/** The real relay, twice as with two replicas; the second one's shards are its own idea. */
export async function relayBench(
  adminUrl: string,
  random: Random,
  [shards, others]: readonly [RelayShards, RelayShards],
): Promise<RelayBench> {
  const { ownerUrl, serviceUrl } = await proofDatabase(adminUrl, arrivalTable);
  const arrivals = await Arrivals.open(ownerUrl);
  const replica = (relayShards: RelayShards) =>
    startSmallApp({
      messaging: { service: 'writer', brokers: [], topicPrefix: '', databaseUrl: serviceUrl, relayShards },
      databaseUrl: serviceUrl,
      broker: new RecordingBroker(arrivals, random),
    });
  const [app, standby] = [await replica(shards), await replica(others)];
  return {
    app,
    url: ownerUrl,
    async cut() {
      await execute(
        adminUrl,
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE application_name LIKE 'writer relay %' AND datname = '${new URL(ownerUrl).pathname.slice(1)}'`,
      );
    },
    async finish() {
      await eventually('the outbox is empty', () => isSent(ownerUrl), 120);
      await Promise.all([app.close(), standby.close()]);
      await arrivals.close();
    },
  };
}

/** A control relay; the real one has an outbox of its own, with nothing in it. */
export async function controlBench(adminUrl: string, random: Random, start: StartControlRelay): Promise<RelayBench> {
  const [{ ownerUrl, serviceUrl }, elsewhere] = [
    await proofDatabase(adminUrl, arrivalTable),
    await proofDatabase(adminUrl, ''),
  ];
  const arrivals = await Arrivals.open(ownerUrl);
  const app = await startSmallApp({
    messaging: { service: 'writer', brokers: [], topicPrefix: '', databaseUrl: elsewhere.serviceUrl },
    databaseUrl: serviceUrl,
    broker: new RecordingBroker(arrivals, random),
  });
  const relay = await start(ownerUrl, arrivals, random);
  return {
    app,
    url: ownerUrl,
    cut: () => Promise.resolve(),
    async finish() {
      await relay.stop();
      await app.close();
      await arrivals.close();
    },
  };
}

async function isSent(url: string): Promise<boolean> {
  const waiting = await execute(url, 'SELECT 1 FROM outbox WHERE published_at IS NULL LIMIT 1');
  return waiting.length === 0;
}
