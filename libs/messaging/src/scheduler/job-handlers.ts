import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { Db } from '@opencircle/persistence';
import { because, causeOfJob } from '../cause.js';
import type { DueJob, JobKind } from './job-kind.js';
import type { JobRow } from './job-row.js';
import { HANDLES_JOB, type HandlesJob } from './on-job.decorator.js';

type Method = (jobs: unknown, db: Db) => Promise<void>;
type Handler = HandlesJob & { name: string; call: Method };

/** The methods that are marked with `@OnJob` or `@OnJobs`, found at boot. Two for one kind stop the boot. */
@Injectable()
export class JobHandlers implements OnModuleInit {
  private readonly handlers = new Map<string, Handler>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onModuleInit(): void {
    const wrappers = [...this.discovery.getProviders(), ...this.discovery.getControllers()];
    for (const instance of new Set(wrappers.map((wrapper): unknown => wrapper.instance))) {
      if (typeof instance === 'object' && instance !== null) this.collect(instance);
    }
  }

  /** What this process does; other kinds are left for a release that knows them. */
  get kinds(): readonly string[] {
    return [...this.handlers.keys()];
  }

  takesMany(kind: string): boolean {
    return this.handlers.get(kind)?.takes === 'many';
  }

  /**
   * Runs the handler of these rows, all of one kind and at most one unless it takes many. One job goes on in the trace
   * in which it was asked for; many, asked for in many traces, begin one. Throws ZodError, or what the handler throws.
   */
  async run(rows: readonly JobRow[], db: Db): Promise<void> {
    const handler = this.handlers.get(rows[0]?.kind ?? '');
    if (handler === undefined) throw new Error('no handler for a claimed job');
    const jobs = rows.map((row) => jobOf(row, handler.kind));
    const many = handler.takes === 'many';
    const cause = causeOfJob(many ? null : (rows[0]?.traceparent ?? null));
    await because(cause, () => handler.call(many ? jobs : jobs[0], db));
  }

  private collect(instance: object): void {
    const prototype = Object.getPrototypeOf(instance) as Record<string, Method> | null;
    if (prototype === null) return;
    for (const name of this.scanner.getAllMethodNames(prototype)) {
      const method = prototype[name];
      const marked = method && (Reflect.getMetadata(HANDLES_JOB, method) as HandlesJob | undefined);
      if (marked) this.add({ ...marked, name: `${instance.constructor.name}.${name}`, call: method.bind(instance) });
    }
  }

  private add(handler: Handler): void {
    const { kind } = handler.kind;
    const other = this.handlers.get(kind);
    if (other !== undefined) throw new Error(`two handlers for job ${kind}: ${other.name} and ${handler.name}`);
    this.handlers.set(kind, handler);
  }
}

function jobOf(row: JobRow, kind: JobKind): DueJob {
  return { key: row.key, at: row.due_at, payload: kind.schema.parse(row.payload) };
}
