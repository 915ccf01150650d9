const units = { days: 86_400_000, hours: 3_600_000, minutes: 60_000, seconds: 1000, milliseconds: 1 } as const;

export type Span = { readonly [Unit in keyof typeof units]?: number };

/** A clock that stands still until it is told to move, for code that takes a `{ now(): Date }`. */
export class TestClock {
  private instant: number;

  constructor(start: string | Date = '2026-11-23T08:00:00Z') {
    this.instant = instantOf(start);
  }

  now(): Date {
    return new Date(this.instant);
  }

  /** Moves the clock; negative spans move it back. A day is 24 hours. */
  advance(span: Span): Date {
    for (const unit of Object.keys(units) as (keyof typeof units)[]) this.instant += (span[unit] ?? 0) * units[unit];
    return this.now();
  }

  set(to: string | Date): Date {
    this.instant = instantOf(to);
    return this.now();
  }
}

function instantOf(time: string | Date): number {
  const instant = new Date(time).getTime();
  if (Number.isNaN(instant)) throw new RangeError(`not an instant: ${String(time)}`);
  return instant;
}
