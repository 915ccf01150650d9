/** The `share` quantile (0–1) by nearest rank. Throws RangeError without a sample. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new RangeError('no samples');
  return value;
}

/** Starts `work(i)` for `count` values of i, evenly at `perSecond`, however long each takes; resolves with all results. */
export async function paced<T>(count: number, perSecond: number, work: (i: number) => Promise<T>): Promise<T[]> {
  const start = performance.now();
  const running: Promise<T>[] = [];
  for (let i = 0; i < count; i++) {
    const due = start + (i * 1000) / perSecond;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    running.push(work(i));
  }
  return Promise.all(running);
}
