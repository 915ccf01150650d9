import type { Counted } from '@opencircle/persistence';

/** Subjects of one limit that are remembered; beyond that whoever came first is forgotten, so that memory is bounded. */
const MOST_SUBJECTS = 100_000;

type Window = { count: number; readonly endsAt: number };

/** Counts in memory. All windows of a limit are equally long, so the ones that end first stand first in its map. */
export class ProcessCounts {
  private readonly limits = new Map<string, Map<string, Window>>();

  constructor(private readonly now: () => number = Date.now) {}

  /** One more for this subject; `seconds`: the window's length. */
  add(limit: string, subject: string, seconds: number): Counted {
    const windows = this.windowsOf(limit);
    const now = this.now();
    for (const [one, { endsAt }] of windows) {
      if (endsAt > now && windows.size < MOST_SUBJECTS) break;
      windows.delete(one);
    }
    const window = windows.get(subject) ?? { count: 0, endsAt: now + seconds * 1_000 };
    window.count += 1;
    windows.set(subject, window);
    return { count: window.count, seconds: Math.max(1, Math.ceil((window.endsAt - now) / 1_000)) };
  }

  private windowsOf(limit: string): Map<string, Window> {
    const known = this.limits.get(limit) ?? new Map<string, Window>();
    this.limits.set(limit, known);
    return known;
  }
}
