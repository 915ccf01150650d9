import { SetMetadata } from '@nestjs/common';
import type { Db } from '@opencircle/persistence';
import type { DueJob, JobKind, JobPayload } from './job-kind.js';

export const HANDLES_JOB = 'opencircle:job';
export type HandlesJob = { kind: JobKind; takes: 'one' | 'many' };

type One<Payload extends JobPayload> = (job: DueJob<Payload>, db: Db) => Promise<void>;
type Many<Payload extends JobPayload> = (jobs: readonly DueJob<Payload>[], db: Db) => Promise<void>;

/**
 * Marks the one method of a service that does this kind of job. What it writes through `db` commits together with the
 * job's end, or not at all; it does nothing outside the database. One that must wait throws TransientFailure.
 */
export function OnJob<Payload extends JobPayload>(kind: JobKind<Payload>) {
  return (target: object, key: string, descriptor: TypedPropertyDescriptor<One<Payload>>): void => {
    SetMetadata(HANDLES_JOB, { kind, takes: 'one' } satisfies HandlesJob)(target, key, descriptor);
  };
}

/**
 * The same for a kind of which many come due together: the method gets all that were claimed at once, so that one
 * statement can do them. When it fails it is asked again for each alone, so it must not mind how many it gets.
 */
export function OnJobs<Payload extends JobPayload>(kind: JobKind<Payload>) {
  return (target: object, key: string, descriptor: TypedPropertyDescriptor<Many<Payload>>): void => {
    SetMetadata(HANDLES_JOB, { kind, takes: 'many' } satisfies HandlesJob)(target, key, descriptor);
  };
}
