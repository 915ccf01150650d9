import type { CloudEvent } from '@opencircle/contracts';
import type { Db } from '@opencircle/persistence';
import { admit, lockSequence, versionOf } from '../consumer/admission.js';
import type { FindHandler } from '../consumer/event-processor.js';
import { runHandler } from '../consumer/run-handler.js';
import { readEvent } from '../consumer/read-event.js';
import type { CrashPoint } from '../crash-points.js';
import type { ParkingReason } from './park.js';
import { arrivalOf, eventsOf, type ParkedRow } from './parked-row.js';

/**
 * What became of a parked event in this transaction. `superseded`: it, or a copy of it, has had its effect already.
 * `held`: it stays parked, as what `reason` says; `missing` are the versions between the last effect and it.
 */
export type Settlement =
  | { readonly outcome: 'applied' | 'superseded'; readonly gap?: Gap }
  | { readonly outcome: 'held'; readonly reason: ParkingReason; readonly missing?: Gap; readonly event?: CloudEvent };

export type Gap = { readonly from: number; readonly to: number };

export type SettleOptions = {
  readonly consumer: string;
  readonly findHandler: FindHandler;
  /** Lets this event's version jump over the missing ones, which are never waited for again. */
  readonly acceptGap: boolean;
  readonly onPoint?: ((point: CrashPoint) => void) | undefined;
};

/** The first event of a sequence, held with its aggregate until the transaction ends; undefined when none is left. */
export async function lockHead(db: Db, consumer: string, sequenceId: string): Promise<ParkedRow | undefined> {
  const [first] = await eventsOf(db, consumer, sequenceId, 1);
  if (first === undefined) return undefined;
  await lockSequence(db, consumer, first.topic, first.subject ?? sequenceId);
  const [head] = await eventsOf(db, consumer, sequenceId, 1);
  return head;
}

/**
 * Gives the first event of a sequence its effect if it is the aggregate's next one. The sequence must be locked. The row
 * is left to the caller. Throws what the handler throws.
 */
export async function settleParked(db: Db, row: ParkedRow, options: SettleOptions): Promise<Settlement> {
  const { consumer } = options;
  const { subject, topic } = row;
  if (subject !== null && Number(row.aggregate_version) <= (await versionOf(db, consumer, topic, subject))) {
    return { outcome: 'superseded' };
  }
  const read = readEvent(arrivalOf(row));
  if ('parkedAs' in read) return { outcome: 'held', reason: read.parkedAs.reason };
  const { event } = read;
  if (subject === null) await lockSequence(db, consumer, topic, event.subject);
  const missing = await gapBefore(db, consumer, topic, event);
  let admission = await admit(db, consumer, topic, event);
  if (admission === 'version-gap' && options.acceptGap) {
    await moveCursor(db, consumer, topic, event.subject, event.aggregateversion - 1);
    admission = await admit(db, consumer, topic, event);
  }
  if (admission === 'duplicate') return { outcome: 'superseded' };
  if (admission !== 'admitted') return { outcome: 'held', reason: admission, event, ...(missing && { missing }) };
  options.onPoint?.('replay.after-admit');
  const handle = options.findHandler(event.type);
  if (handle !== undefined) await runHandler(db, event, handle);
  options.onPoint?.('replay.after-effect');
  return { outcome: 'applied', ...(missing && { gap: missing }) };
}

/** Says that the aggregate's versions up to this one had their effect, or are not waited for. Never moves back. */
export async function moveCursor(
  db: Db,
  consumer: string,
  topic: string,
  subject: string,
  version: number,
): Promise<void> {
  await db.query(
    `INSERT INTO inbox_cursor AS c (consumer, topic, subject, version) VALUES ($1, $2, $3, $4)
     ON CONFLICT (consumer, topic, subject) DO UPDATE SET version = excluded.version WHERE c.version < excluded.version`,
    [consumer, topic, subject, version],
  );
}

async function gapBefore(db: Db, consumer: string, topic: string, event: CloudEvent): Promise<Gap | undefined> {
  const next = (await versionOf(db, consumer, topic, event.subject)) + 1;
  return event.aggregateversion > next ? { from: next, to: event.aggregateversion - 1 } : undefined;
}
