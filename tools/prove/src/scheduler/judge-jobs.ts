import type { Asked } from './client.js';

/** An effect that the database holds; `at` is epoch milliseconds by the database's clock. */
export type Done = { key: string; asked: number; at: number };

export type JobFaults = { lost: number; doubled: number; early: number; unasked: number };

/** Holds what was done against what was asked and answered. `p99LateMs` is from the time asked for, or the answer if later. */
export function judgeJobs(ledger: readonly Asked[], done: readonly Done[]): { faults: JobFaults; p99LateMs: number } {
  const times = new Map<string, number[]>();
  for (const { key, asked, at } of done) {
    const name = `${key} ${asked}`;
    times.set(name, [...(times.get(name) ?? []), at]);
  }
  const faults: JobFaults = { lost: 0, doubled: 0, early: 0, unasked: 0 };
  const late: number[] = [];
  for (const { key, asked, at, told, state } of ledger) {
    const name = `${key} ${asked}`;
    const found = times.get(name) ?? [];
    times.delete(name);
    faults.early += found.filter((time) => time < at).length;
    faults.doubled += Math.max(0, found.length - 1);
    late.push(...found.map((time) => time - Math.max(at, told)));
    if (state === 'open' && found.length === 0) faults.lost++;
    if ((state === 'cancelled' || state === 'rolled-back') && found.length > 0) faults.unasked++;
  }
  faults.unasked += times.size;
  late.sort((a, b) => a - b);
  return { faults, p99LateMs: Math.max(0, Math.round(late[Math.ceil(late.length * 0.99) - 1] ?? 0)) };
}
