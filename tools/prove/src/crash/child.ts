import { once } from 'node:events';
import type { Type } from '@nestjs/common';
import { StartReplay } from '@opencircle/messaging';
import { startSmallApp } from '../small-app.js';
import { CARELESS, CarelessConsumer, type Careless } from './careless-consumer.js';
import { isMended, isOurs, SERVICE, type ChildReady, type ChildSettings } from './child-settings.js';
import { OnListingRejected } from './on-listing-rejected.js';
import { SayLater } from './say-later.js';
import { WriteController } from './write.controller.js';

/**
 * The process under test: an API, a relay, a consumer and a scheduler that die on the spot when they come to CRASH_AT. It is loaded
 * while its predecessor still works, and begins when it is told to.
 */
const settings = process.env as unknown as ChildSettings;
let left = Number(settings.CRASH_SKIP ?? 0);

function onPoint(point: string): void {
  if (point === settings.CRASH_AT && left-- === 0) process.kill(process.pid, 'SIGKILL');
}

await once(process, 'message');
const { CONSUMER: kind, TOPIC_PREFIX: topicPrefix, DATABASE_URL: databaseUrl } = settings;
const careless: Careless = { kind, topicPrefix, onPoint };
const app = await startSmallApp({
  messaging: {
    service: SERVICE,
    brokers: settings.KAFKA_BROKERS.split(','),
    topicPrefix,
    databaseUrl,
    consumerMode: isOurs(kind) ? kind : 'single',
    onPoint,
  },
  databaseUrl,
  controllers: [WriteController as Type, ...(isOurs(kind) ? [OnListingRejected as Type] : [])],
  providers: [SayLater, ...(isOurs(kind) ? [] : [CarelessConsumer, { provide: CARELESS, useValue: careless }])],
});
await app.listen(0, '127.0.0.1');
if (isMended(settings.CRASH_AT)) {
  const what = { reason: 'handler-failed' } as const;
  // One that its dead predecessor began is taken over instead.
  await app
    .get(StartReplay)
    .run({ what, acceptGap: undefined, actor: 'prove', key: undefined })
    .catch((error: unknown) => process.stderr.write(`${String(error)}\n`));
}
const ready: ChildReady = { url: await app.getUrl() };
process.send?.(ready);
process.on('disconnect', () => process.exit());
