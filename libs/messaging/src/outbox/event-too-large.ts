/**
 * Bytes of an event's data (UTF-8 JSON). Producers refuse more and consumers park more, so it is one figure. Kafka's default
 * `max.message.bytes` is 1,048,588 for all that one send brings to a partition, headers included.
 */
export const MOST_EVENT_BYTES = 900_000;

/** No consumer would take it, so it is refused where it is made, with the state that it speaks of. */
export class EventTooLarge extends Error {
  constructor(
    readonly type: string,
    readonly bytes: number,
  ) {
    super(`${type} has ${bytes} bytes; an event may have ${MOST_EVENT_BYTES}`);
  }
}
