import type { z } from 'zod';

/** What a job is about: ids, codes and numbers. Names, addresses and free text stay in the rows that the ids lead to. */
export type JobPayload = Readonly<Record<string, string | number | boolean | null>>;

/** Something that a service does later. `kind` is written to rows that outlive a release, so it is never renamed. */
export type JobKind<Payload extends JobPayload = JobPayload> = {
  readonly kind: string;
  readonly schema: z.ZodType<Payload>;
};

/** Declares a kind, for those who schedule it and for the one handler that does it. */
export function jobKind<Payload extends JobPayload>(kind: string, schema: z.ZodType<Payload>): JobKind<Payload> {
  return { kind, schema };
}

/** One thing to do at a time. `key` tells it from others of its kind: the offer, the session and member, the case. */
export type Job<Payload extends JobPayload = JobPayload> = {
  readonly kind: JobKind<Payload>;
  readonly key: string;
  readonly at: Date;
  readonly payload: Payload;
};

/** A job as its handler meets it. `at` is when it was asked to be done, or when its last failure put it off to. */
export type DueJob<Payload extends JobPayload = JobPayload> = {
  readonly key: string;
  readonly at: Date;
  readonly payload: Payload;
};
