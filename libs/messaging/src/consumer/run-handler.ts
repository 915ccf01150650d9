import type { CloudEvent } from '@opencircle/contracts';
import type { Db } from '@opencircle/persistence';
import { because, causeOfEvent } from '../cause.js';
import { EventContext } from './event-context.js';
import { failureOf } from './transient.js';

export type Handle = (context: EventContext) => Promise<void>;

/**
 * Runs a handler in the open transaction, because of the event. Throws what the handler throws, HandlerTooSlow when one
 * of its statements was cancelled, and FailureSwallowed when it went on after a statement that failed.
 */
export async function runHandler(db: Db, event: CloudEvent, handle: Handle): Promise<void> {
  const began = performance.now();
  try {
    await because(causeOfEvent(event), () => handle(new EventContext(db, event)));
    await db.mustBeWhole();
  } catch (error) {
    throw failureOf(error, performance.now() - began);
  }
}
