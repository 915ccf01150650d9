import { Inject, Injectable } from '@nestjs/common';
import { newId, type EventType } from '@opencircle/contracts';
import type { Db } from '@opencircle/persistence';
import { currentCause } from '../cause.js';
import { MESSAGING_OPTIONS, type MessagingOptions } from '../options.js';
import { EventTooLarge, MOST_EVENT_BYTES } from './event-too-large.js';
import { Relay } from './relay.js';

/** The only way to tell other services something: the event commits with the state it speaks of. */
@Injectable()
export class Outbox {
  constructor(
    @Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions,
    private readonly relay: Relay,
  ) {}

  /**
   * Writes one event about the aggregate `subject`. Its version is counted here, under a row lock that lasts until
   * commit, so versions are gapless and ids follow them whatever else runs. Only fields of the schema travel. The trace,
   * and the event that is being handled, go along. Throws ZodError when the data breaks the schema, and EventTooLarge.
   */
  async add<Data>(db: Db, event: EventType<Data>, subject: string, data: Data): Promise<void> {
    const text = JSON.stringify(event.schema.parse(data));
    const bytes = Buffer.byteLength(text);
    if (bytes > MOST_EVENT_BYTES) throw new EventTooLarge(event.type, bytes);
    const cause = currentCause();
    this.options.onPoint?.('outbox.before-version');
    await db.query(
      `WITH next AS (
         INSERT INTO outbox_version AS v (topic, subject, version) VALUES ($1, $2, 1)
         ON CONFLICT (topic, subject) DO UPDATE SET version = v.version + 1
         RETURNING version
       )
       INSERT INTO outbox (event_id, source, type, topic, subject, aggregate_version, causation_id, traceparent, data)
       SELECT $3, $4, $5, $1, $2, next.version, $6, $7, $8 FROM next`,
      [
        event.topic,
        subject,
        newId(),
        `/opencircle/${this.options.service}`,
        event.type,
        cause?.eventId ?? null,
        cause?.traceparent ?? null,
        text,
      ],
    );
    this.options.onPoint?.('outbox.after-add');
    db.afterCommit(() => {
      this.options.onPoint?.('outbox.after-commit');
      this.relay.wake();
    });
  }
}
