import type { Fault } from '../fault-proxy.js';
import { Random } from '../random.js';
import { services, type Link } from './storm-backing.js';

export type Target = (typeof services)[number] | 'Kafka' | 'PostgreSQL';

/** One thing that goes wrong, then calm. Milliseconds. */
export type Strike = { readonly calm: number } & (
  | { readonly what: 'kill'; readonly target: Target }
  | { readonly what: 'stop'; readonly target: Target; readonly ms: number }
  | { readonly what: 'cut'; readonly link: Link; readonly fault: Fault; readonly ms: number }
);

export type StormSize = {
  readonly kills: number;
  readonly stops: number;
  readonly cuts: number;
  readonly longestStop: number;
};

const targets: readonly Target[] = [...services, 'Kafka', 'PostgreSQL'];
const stoppable: [Target, ...Target[]] = [...services, 'Kafka'];
const links: [Link, ...Link[]] = ['Kafka', ...services];

/** Two lanes at once: one kills, the other stops and cuts. Every target and every kind of cut has its turn. */
export function stormPlan(seed: number, size: StormSize): readonly (readonly Strike[])[] {
  const random = new Random(seed);
  const kills = Array.from({ length: size.kills }, (_, n): Strike => {
    return { what: 'kill', target: targets[n % targets.length] ?? 'Kafka', calm: random.between(2_000, 5_000) };
  });
  const stops = Array.from({ length: size.stops }, (): Strike => {
    return { what: 'stop', target: random.pick(stoppable), ms: random.between(5_000, size.longestStop), calm: 2_000 };
  });
  const cuts = Array.from({ length: size.cuts }, (_, n): Strike => {
    const fault = faultOf(n, random);
    return { what: 'cut', link: random.pick(links), fault, ms: random.between(2_000, 8_000), calm: 2_000 };
  });
  return [shuffled(kills, random), shuffled([...stops, ...cuts], random)];
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
