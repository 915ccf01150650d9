import type { Fault } from '../fault-proxy.js';
import { Random } from '../random.js';
import { services, type Link } from './storm-backing.js';

/** What can be killed and stopped: the API's edge, the services with their relays and consumers, and both servers. */
export const targets = [...services, 'gateway', 'Kafka', 'PostgreSQL'] as const;
export type Target = (typeof targets)[number];

/** Calm, in which people get on, then one thing that goes wrong for `ms`. Milliseconds; a kill is over at once. */
export type Strike = Lasting & { readonly calm: number };
type Lasting = Blow & { readonly ms: number };
type Blow =
  | { readonly what: 'kill' | 'stop'; readonly target: Target }
  | { readonly what: 'cut'; readonly link: Link; readonly fault: Fault };

export type StormSize = {
  readonly kills: number;
  readonly stops: number;
  readonly cuts: number;
  /** Milliseconds. */
  readonly longestStop: number;
  /** The strikes are spread over so many milliseconds; waiting for what was just killed comes on top. */
  readonly span: number;
  /** Only these are killed; all of them when absent. */
  readonly killed?: readonly Target[];
};

const SHORTEST_CALM_MS = 1_000;
const links: readonly Link[] = ['Kafka', ...services];

/** Three lanes at once: one kills, one stops, one cuts. Every target and every kind of cut has its turn. */
export function stormPlan(seed: number, size: StormSize): readonly (readonly Strike[])[] {
  const random = new Random(seed);
  const kills = turns(size.kills, size.killed ?? targets).map((target) => {
    return { what: 'kill' as const, target, ms: 0 };
  });
  // However few there are, PostgreSQL is among them: its clients' connections stay open and silent.
  const others = shuffled(targets, random).filter((target) => target !== 'PostgreSQL');
  const stops = turns(size.stops, ['PostgreSQL' as const, ...others]).map((target) => {
    return { what: 'stop' as const, target, ms: random.between(5_000, size.longestStop) };
  });
  const cuts = turns(size.cuts, shuffled(links, random)).map((link, n) => {
    return { what: 'cut' as const, link, fault: faultOf(n, random), ms: random.between(2_000, 8_000) };
  });
  const lanes: readonly (readonly Lasting[])[] = [kills, stops, cuts];
  return lanes.map((lane) => spread(shuffled(lane, random), size.span, random));
}

function turns<T>(count: number, items: readonly T[]): T[] {
  return Array.from({ length: Math.ceil(count / items.length) }, () => items)
    .flat()
    .slice(0, count);
}

function spread(lane: readonly Lasting[], span: number, random: Random): Strike[] {
  const rest = (span - lane.reduce((sum, { ms }) => sum + ms, 0)) / lane.length;
  return lane.map((strike) => {
    return { ...strike, calm: Math.max(SHORTEST_CALM_MS, random.between(rest * 0.5, rest * 1.5)) };
  });
}

function faultOf(n: number, random: Random): Fault {
  switch (n % 4) {
    case 0:
      return { mode: 'half-open', cut: random.chance(0.5) ? 'to-server' : 'to-client' };
    case 1:
      return { mode: 'black-hole' };
    case 2:
      return { mode: 'reset' };
    default:
      return { mode: 'latency', ms: random.between(50, 400) };
  }
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  return items
    .map((item) => ({ item, at: random.next() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
