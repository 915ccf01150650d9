import { Catch, type ExceptionFilter, type Type } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { MessagingStatus } from '@opencircle/messaging';
import { eventually } from '@opencircle/testing';
import { throwError } from 'rxjs';
import { startSmallApp } from '../small-app.js';
import { SERVICE, type ChildMessage, type ChildSettings, type ParentMessage } from './child-settings.js';
import { CAREFREE, EscapingConsumer, type Carefree } from './escaping-consumer.js';
import { mendAll } from './mend-all.js';
import { OnListingRejected, Repair } from './on-listing-rejected.js';

/** The process under test: a consumer among bad events. */
const settings = process.env as unknown as ChildSettings;
const { CONSUMER: kind, TOPIC_PREFIX: topicPrefix, DATABASE_URL: databaseUrl } = settings;

/** As services have it: what a handler throws reaches messaging as it is. */
@Catch()
class Rethrow implements ExceptionFilter {
  catch(error: unknown) {
    return throwError(() => error);
  }
}

const carefree: Carefree = { topicPrefix };
const app = await startSmallApp({
  messaging: {
    service: SERVICE,
    brokers: settings.KAFKA_BROKERS.split(','),
    topicPrefix,
    databaseUrl,
    consumerMode: kind === 'batch' ? 'batch' : 'single',
  },
  databaseUrl,
  controllers: kind === 'escaping' ? [] : [OnListingRejected as Type],
  providers: [
    Repair,
    { provide: APP_FILTER, useClass: Rethrow },
    ...(kind === 'escaping' ? [EscapingConsumer, { provide: CAREFREE, useValue: carefree }] : []),
  ],
});
const say = (message: ChildMessage): void => void process.send?.(message);
process.on('message', (_message: ParentMessage) => void mendAll(app).then(() => say({ is: 'mended' })));
process.on('disconnect', () => process.exit());
await eventually('the consumer has joined', () => Promise.resolve(app.get(MessagingStatus).vitality === 'well'));
say({ is: 'up' });
