import type { CloudEvent } from '@opencircle/contracts';
import type { IncomingRecord } from '../broker/broker.js';
import { decode, Undecodable } from '../decode.js';
import type { ParkedAs } from '../parking/park.js';

/** A record and where it came from. */
export type Arrival = { readonly topic: string; readonly partition: number; readonly record: IncomingRecord };
export type Readable = { readonly arrival: Arrival; readonly event: CloudEvent };
export type Unreadable = { readonly arrival: Arrival; readonly parkedAs: ParkedAs };
export type Read = Readable | Unreadable;

/** The event in the record, or why it is none; with its aggregate when at least the envelope can be read. */
export function readEvent(arrival: Arrival): Read {
  try {
    return { arrival, event: decode(arrival.topic, arrival.record).event };
  } catch (error) {
    if (!(error instanceof Undecodable)) throw error;
    const { reason, subject, version } = error;
    return {
      arrival,
      parkedAs: {
        reason,
        attempts: 1,
        ...(subject === undefined || version === undefined ? {} : { subject, version }),
      },
    };
  }
}
