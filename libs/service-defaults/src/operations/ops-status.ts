import { z } from 'zod';

/** Injects where a service's backlog is known; absent in a service without messaging. */
export const BACKLOG = Symbol('backlog');

/** What messaging tells of itself. Any of them may throw while a backing service is away. */
export type Backlog = {
  outbox(): Promise<{ depth: number; oldestAgeSeconds: number; setAside: number }>;
  consumers(): Promise<{ topic: string; lag: number; committedAt: string | null }[]>;
  parked(): Promise<number>;
};

/** null: the service has none of it, or it cannot be told at the moment (then it is named in `unknown`). */
export const opsStatus = z
  .object({
    service: z.string(),
    version: z.string(),
    startedAt: z.iso.datetime(),
    ready: z.boolean(),
    checks: z.record(z.string(), z.boolean()),
    /** `setAside`: rows that Kafka refused; the later ones of their aggregates wait behind them. */
    outbox: z.object({ depth: z.int(), oldestAgeSeconds: z.number(), setAside: z.int() }).nullable(),
    consumers: z.array(z.object({ topic: z.string(), lag: z.int(), committedAt: z.string().nullable() })),
    parked: z.int().nullable(),
    unknown: z.array(z.enum(['outbox', 'consumers', 'parked'])),
  })
  .meta({ id: 'OpsStatus' });

export type OpsStatus = z.infer<typeof opsStatus>;
