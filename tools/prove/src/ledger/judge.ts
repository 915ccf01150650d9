import { Findings } from './findings.js';
import type { Count, EffectFact, Facts, OutboxFact, Tally, Told } from './facts.js';

/**
 * Holds what clients were told and what was committed against what the databases hold in the end.
 * - lost: an accepted request, or an event at a consumer, without effect
 * - doubled: a request or an event with more than one effect
 * - inverted: a later version of an aggregate before an earlier one, in an outbox or at a consumer
 * - gaps: a version that is missing between the first and the last of an aggregate
 * - phantom: an effect of a refused request, or of an event that was never committed
 */
export function judge(facts: Facts): Findings {
  const findings = new Findings();
  judgeRequests(findings, facts.told, facts.requests);
  for (const outbox of facts.outboxes) judgeOutbox(findings, outbox);
  judgeEffects(findings, facts);
  for (const tally of facts.tallies) judgeTally(findings, tally);
  return findings;
}

function judgeRequests(findings: Findings, told: readonly Told[], requests: readonly Count[]): void {
  const counts = countsOf(requests);
  for (const { request, answer } of told) {
    const count = counts.get(request) ?? 0;
    if (answer === 'accepted' && count === 0) findings.add('lost', `accepted, but not there: ${request}`);
    if (answer === 'refused' && count > 0) findings.add('phantom', `refused, but there: ${request}`);
    if (count > 1) findings.add('doubled', `there ${count} times: ${request}`);
    if (answer === 'unknown') findings.resolved(count);
  }
}

function judgeOutbox(findings: Findings, outbox: readonly OutboxFact[]): void {
  for (const [aggregate, rows] of groups(outbox, aggregateOf)) {
    const byVersion = rows.toSorted((a, b) => a.version - b.version);
    byVersion.forEach((row, index) => {
      const before = byVersion[index - 1];
      const expected = (before?.version ?? 0) + 1;
      if (row.version > expected)
        findings.add('gaps', `${aggregate} has no version ${expected}`, row.version - expected);
      if (row.version < expected) findings.add('doubled', `${aggregate} has version ${row.version} twice`);
      if (before !== undefined && before.position > row.position)
        findings.add('inverted', `${aggregate} version ${row.version} stands before its predecessor`);
    });
  }
}

function judgeEffects(findings: Findings, { outboxes, consumers, effects }: Facts): void {
  const events = new Map(outboxes.flat().map((event) => [event.id, event]));
  findings.events = events.size;
  const byConsumer = groups(effects, ({ consumer }) => consumer);
  for (const { name, topics } of consumers) {
    const mine = byConsumer.get(name) ?? [];
    const counts = groups(mine, ({ event }) => event);
    for (const event of events.values()) {
      if (!topics.includes(event.topic)) continue;
      const count = counts.get(event.id)?.length ?? 0;
      if (count === 0) findings.add('lost', `${name} has no effect of ${nameOf(event)}`);
      if (count > 1) findings.add('doubled', `${name} has ${count} effects of ${nameOf(event)}`);
    }
    judgeOrder(findings, name, mine, events);
  }
}

function judgeOrder(
  findings: Findings,
  consumer: string,
  effects: readonly EffectFact[],
  events: ReadonlyMap<string, OutboxFact>,
): void {
  const known = effects.flatMap(({ event, position }) => {
    const fact = events.get(event);
    if (fact === undefined) findings.add('phantom', `${consumer} has an effect of ${event}, which nobody committed`);
    return fact === undefined ? [] : [{ ...fact, position }];
  });
  for (const [aggregate, rows] of groups(known, aggregateOf)) {
    let latest = 0;
    for (const { version } of rows.toSorted((a, b) => a.position - b.position || a.version - b.version)) {
      if (version < latest) findings.add('inverted', `${consumer}: ${aggregate} version ${version} after ${latest}`);
      latest = Math.max(latest, version);
    }
  }
}

function judgeTally(findings: Findings, { name, expected, actual }: Tally): void {
  const [wanted, there] = [countsOf(expected), countsOf(actual)];
  for (const key of new Set([...wanted.keys(), ...there.keys()])) {
    const missing = (wanted.get(key) ?? 0) - (there.get(key) ?? 0);
    if (missing > 0) findings.add('lost', `${name}: ${key} lacks ${missing}`, missing);
    if (missing < 0) findings.add('doubled', `${name}: ${key} has ${-missing} too many`, -missing);
  }
}

function countsOf(counts: readonly Count[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { key, count } of counts) sums.set(key, (sums.get(key) ?? 0) + count);
  return sums;
}

function groups<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  return Map.groupBy(items, keyOf);
}

function aggregateOf({ topic, subject }: OutboxFact): string {
  return `${topic}/${subject}`;
}

function nameOf(event: OutboxFact): string {
  return `${aggregateOf(event)} version ${event.version}`;
}
