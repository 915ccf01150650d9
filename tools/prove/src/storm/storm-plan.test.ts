import { stormPlan } from './storm-plan.js';

const size = { kills: 8, stops: 2, cuts: 4, longestStop: 40_000 };

test('a storm is decided by its seed, and spares nobody', () => {
  expect(stormPlan(1, size)).toEqual(stormPlan(1, size));
  expect(stormPlan(1, size)).not.toEqual(stormPlan(2, size));
  const strikes = stormPlan(1, size).flat();
  const killed = strikes.flatMap((strike) => (strike.what === 'kill' ? [strike.target] : []));
  const cut = strikes.flatMap((strike) => (strike.what === 'cut' ? [strike.fault.mode] : []));
  const stopped = strikes.flatMap((strike) => (strike.what === 'stop' ? [strike.ms] : []));
  expect(killed).toHaveLength(8);
  expect(new Set(killed).size).toBe(6);
  expect(cut.toSorted()).toEqual(['black-hole', 'half-open', 'latency', 'reset']);
  expect(stopped.every((ms) => ms >= 5_000 && ms <= 40_000)).toBe(true);
});
