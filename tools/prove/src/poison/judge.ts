import { GAP } from './bad-events.js';
import type { Effect, ParkedRow } from './poison-bench.js';
import type { Traffic } from './traffic.js';

/** How many bad events are parked not at all, or as something else than they are; examples go to stderr. */
export function judgeParked({ bad }: Traffic, rows: readonly ParkedRow[]): Record<string, number> {
  const byId = new Map(rows.map((row) => [row.poison, row]));
  const found = { 'not parked': 0, 'parked as another': 0, 'parked with another aggregate': 0 };
  const examples = new Map<string, string>();
  for (const { id, of, subject } of bad) {
    const row = byId.get(id);
    if (row === undefined) found['not parked']++;
    else if (row.reason !== of.reason) found['parked as another']++;
    else if (row.subject !== (of.hasAggregate ? subject : null)) found['parked with another aggregate']++;
    else continue;
    examples.set(of.name, row === undefined ? 'not parked' : `${row.reason}, aggregate ${row.subject?.slice(0, 50)}`);
  }
  for (const [name, what] of examples) console.error(`  ${name}: ${what}`);
  return found;
}

/** After all was mended: who has no effect, or two, or out of order, and what is parked still. */
export function judgeMended(
  traffic: Traffic,
  effects: readonly Effect[],
  parked: readonly ParkedRow[],
): Record<string, number> {
  const had = Map.groupBy(effects, ({ subject }) => subject);
  const versionsOf = (subject: string) => (had.get(subject) ?? []).map(({ version }) => version);
  const found = { lost: 0, 'not replayed': 0, doubled: 0, inverted: 0, 'parked still': parked.length };
  for (const { subject, version } of traffic.good) if (!versionsOf(subject).includes(version)) found.lost++;
  const lacking = new Map<string, number>();
  for (const { subject, of } of traffic.bad) {
    const expected = of.reason === 'version-gap' ? [1, 2, 1 + GAP] : [1, 2];
    const missing = expected.filter((version) => !versionsOf(subject).includes(version)).length;
    found['not replayed'] += missing;
    if (missing > 0) lacking.set(of.name, missing);
  }
  for (const [name, missing] of lacking) console.error(`  ${name}: ${missing} without effect in the end`);
  for (const subject of had.keys()) {
    const versions = versionsOf(subject);
    found.doubled += versions.length - new Set(versions).size;
    found.inverted += versions.filter((version, i) => version < (versions[i - 1] ?? version)).length;
  }
  return found;
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}
