import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { crashPoints, type CrashPoint } from '@opencircle/messaging';
import type { Random } from '../random.js';
import type { WorkerKind, WorkerOrder } from './worker-process.js';

const WORKERS = 3;
const program = new URL('worker-process.js', import.meta.url);
const points = crashPoints.filter((point) => point.startsWith('scheduler.'));

/**
 * Several processes that do jobs. Each is replaced when it dies. One of them is always left at work, so that lateness
 * says something about the scheduler and not about how long Node takes to start.
 */
export class Workers {
  /** How many were ended by SIGKILL so far. */
  kills = 0;
  private readonly alive = new Set<ChildProcess>();
  private readonly ready = new Set<ChildProcess>();
  private stopping = false;

  constructor(
    private readonly kind: WorkerKind,
    private readonly url: string,
    private readonly random: Random,
  ) {}

  /** Resolves when all are at work. */
  async start(): Promise<void> {
    for (let i = 0; i < WORKERS; i++) this.spawn();
    while (this.ready.size < WORKERS) await sleep(20);
  }

  /** Kills one after the other until it is told to stop: at once, or at the next pass of a named point. */
  async killUntil(ended: AbortSignal): Promise<void> {
    while (!ended.aborted) {
      await sleep(this.random.between(200, 800));
      const victim = [...this.ready][this.random.between(0, Math.max(0, this.ready.size - 1))];
      if (victim === undefined || this.ready.size < 2) continue;
      this.ready.delete(victim);
      const point = this.deathPoint();
      if (point === undefined) victim.kill('SIGKILL');
      else victim.send(point);
    }
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.all(
      [...this.alive].map(async (child) => {
        child.kill('SIGKILL');
        await once(child, 'exit');
      }),
    );
  }

  private spawn(): void {
    const order: WorkerOrder = { kind: this.kind, url: this.url };
    const child = fork(program, [JSON.stringify(order)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    this.alive.add(child);
    child.once('message', () => this.ready.add(child));
    child.once('exit', (_code, signal) => {
      this.alive.delete(child);
      this.ready.delete(child);
      if (this.stopping) return;
      if (signal === 'SIGKILL') this.kills++;
      this.spawn();
    });
  }

  /** The real one may die anywhere; a wrong one dies where it is wrong. */
  private deathPoint(): CrashPoint | undefined {
    if (this.kind === 'own-clock') return undefined;
    if (this.kind !== 'scheduler') return 'scheduler.before-commit';
    return this.random.chance(0.5) ? undefined : points[this.random.between(0, points.length - 1)];
  }
}
