/** `each`: a statement for every job. `batch`: one for all that were claimed together. */
export type Form = 'each' | 'batch';
export type NumberedJob = { n: number; at: Date };

/** Something that does jobs later. The effect of a job is one row in `effect`. */
export type Contender = {
  readonly name: string;
  /** Puts the jobs down, 1,000 a statement. */
  enqueue(jobs: readonly NumberedJob[]): Promise<void>;
  /** A transaction with one row of business and one job. */
  enqueueWithRow(job: NumberedJob): Promise<void>;
  /** Begins to do jobs. */
  work(): Promise<Working>;
  /** SQL that forgets all jobs, done or not. */
  readonly emptySql: string;
  close(): Promise<void>;
};

export type Working = {
  /** Has it look for due jobs now, where it would only poll. */
  nudge(): void;
  stop(): Promise<void>;
};

export const contenderSql = `
  CREATE TABLE effect (job int NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp());
  CREATE TABLE business (job int NOT NULL);`;

export const eachSql = 'INSERT INTO effect (job) VALUES ($1)';
export const batchSql = 'INSERT INTO effect (job) SELECT unnest($1::int[])';
export const businessSql = 'INSERT INTO business (job) VALUES ($1)';

/** Parts of at most 1,000. */
export function statements(jobs: readonly NumberedJob[]): NumberedJob[][] {
  return Array.from({ length: Math.ceil(jobs.length / 1_000) }, (_, i) => jobs.slice(i * 1_000, (i + 1) * 1_000));
}
