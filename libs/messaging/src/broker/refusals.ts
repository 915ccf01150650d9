import { setTimeout as sleep } from 'node:timers/promises';
import { EventRefused, type OutgoingEvent, type RefusalReason } from './broker.js';

/** Kafka's answers that no waiting changes, by their names in the protocol. */
export const refusals: Readonly<Record<string, RefusalReason>> = {
  MESSAGE_TOO_LARGE: 'too-large',
  RECORD_LIST_TOO_LARGE: 'too-large',
  UNKNOWN_TOPIC_OR_PARTITION: 'unknown-topic',
  INVALID_TOPIC_EXCEPTION: 'unknown-topic',
};

/** A topic that was just made is not known to every broker at once. */
const LOOKS = 3;
const LOOK_AGAIN_MS = 250;

/** What a sender knows to be there: clients themselves ask for a missing topic again and again, up to a quarter of a minute. */
export class KnownTopics {
  private readonly known = new Set<string>();

  constructor(private readonly topics: () => Promise<ReadonlySet<string>>) {}

  /** Throws EventRefused when one of the events is for a topic that is not there. */
  async refuseUnknown(events: readonly OutgoingEvent[]): Promise<void> {
    const unknown = () => events.find(({ topic }) => !this.known.has(topic))?.topic;
    for (let look = 1; unknown() !== undefined; look++) {
      for (const topic of await this.topics()) this.known.add(topic);
      const missing = unknown();
      if (missing === undefined) return;
      if (look === LOOKS) throw new EventRefused('unknown-topic', missing);
      await sleep(LOOK_AGAIN_MS);
    }
  }
}
