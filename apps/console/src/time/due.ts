export type DueMark = 'on-time' | 'warn' | 'breach' | 'settled';

const warnAfterMs = 24 * 3_600_000;

/** How a case stands with its deadline: it warns a day after it was opened and is in breach once due. */
export function dueMark(one: { state: string; openedAt: string; dueAt: string }, now: number): DueMark {
  if (one.state === 'decided') return 'settled';
  if (now >= Date.parse(one.dueAt)) return 'breach';
  return now >= Date.parse(one.openedAt) + warnAfterMs ? 'warn' : 'on-time';
}
