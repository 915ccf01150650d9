import { currentCause } from '@opencircle/messaging';

/** What a call to another service says of the trace that it is part of (W3C Trace Context); undefined outside of one. */
export function currentTraceparent(): string | undefined {
  return currentCause()?.traceparent;
}
