import { setTimeout as sleep } from 'node:timers/promises';
import { EventRefused, type OutgoingEvent, type RefusalReason } from './broker.js';

/** Kafka's answers that no waiting changes, by their names in the protocol. */
export const refusals: Readonly<Record<string, RefusalReason>> = {
  MESSAGE_TOO_LARGE: 'too-large',
  RECORD_LIST_TOO_LARGE: 'too-large',
  UNKNOWN_TOPIC_OR_PARTITION: 'unknown-topic',
  INVALID_TOPIC_EXCEPTION: 'unknown-topic',
};

/** A topic is there, and yet its leader does not know it: it has just been made, or has just moved. Waiting helps. */
export class TopicNotYetServed extends Error {
  constructor(cause: unknown) {
    super('Kafka does not know a topic that is there', { cause });
  }
}

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

  /**
   * What a failed send means: `error`, or EventRefused where Kafka's answer stands for `reason`. A broker can deny a topic
   * of which it has not heard yet, so that answer counts only when the topic is not there, looked up anew.
   */
  async meaningOf(error: unknown, reason: RefusalReason | undefined, events: readonly OutgoingEvent[]): Promise<Error> {
    if (reason === 'unknown-topic') {
      this.known.clear();
      await this.refuseUnknown(events);
      return new TopicNotYetServed(error);
    }
    const fault = error instanceof Error ? error : new Error(String(error));
    return reason === undefined ? fault : new EventRefused(reason, fault.message);
  }
}
