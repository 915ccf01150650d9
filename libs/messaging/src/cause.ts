import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { CloudEvent } from '@opencircle/contracts';

/**
 * Why the code that runs now runs: its place in a trace (W3C Trace Context), and the event that is handled, or the request
 * that is answered, if any.
 */
export type Cause = { readonly traceparent: string; readonly eventId?: string; readonly requestId?: string };

const causes = new AsyncLocalStorage<Cause>();
const TRACEPARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})$/;

/** Runs `work`, and all that it awaits, because of that; the outbox writes it into every event. */
export function because<T>(cause: Cause, work: () => T): T {
  return causes.run(cause, work);
}

export function currentCause(): Cause | undefined {
  return causes.getStore();
}

/** A request's cause: a new span of the caller's trace, or a new trace where the header is missing or malformed. */
export function causeOfRequest(traceparent: string | undefined, requestId?: string): Cause {
  return { traceparent: nextSpan(traceparent), ...(requestId !== undefined && { requestId }) };
}

/** An event's cause: a new span of the trace that the event came with. */
export function causeOfEvent(event: CloudEvent): Cause {
  return { traceparent: nextSpan(event.traceparent), eventId: event.id };
}

/** A job's cause: a new span of the trace in which it was asked for, or a new trace where there was none. */
export function causeOfJob(traceparent: string | null): Cause {
  return { traceparent: nextSpan(traceparent ?? undefined) };
}

/** The 32 hex digits that all spans of a trace share. */
export function traceIdOf({ traceparent }: Cause): string {
  return traceparent.slice(3, 35);
}

function nextSpan(traceparent: string | undefined): string {
  const [, trace, flags] = TRACEPARENT.exec(traceparent ?? '') ?? [];
  return `00-${trace ?? randomHex(32)}-${randomHex(16)}-${flags ?? '01'}`;
}

/** From random UUIDs, which Node makes from a pool; the fixed version digit is in their first half. */
function randomHex(digits: 16 | 32): string {
  return digits === 16 ? lastHalf(randomUUID()) : lastHalf(randomUUID()) + lastHalf(randomUUID());
}

/** The 16 hex digits after the third hyphen. */
function lastHalf(uuid: string): string {
  return uuid.slice(19, 23) + uuid.slice(24);
}
