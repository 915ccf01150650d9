import { stormPlan, targets, type Strike } from './storm-plan.js';

const size = { kills: 8, stops: 3, cuts: 4, longestStop: 40_000, span: 120_000 };
const fullSize = { kills: 100, stops: 20, cuts: 40, longestStop: 40_000, span: 1_800_000 };

function targetsOf(strikes: readonly Strike[], what: 'kill' | 'stop') {
  return strikes.flatMap((strike) => (strike.what === what ? [strike.target] : []));
}

test('a storm is decided by its seed, and spares nobody', () => {
  expect(stormPlan(1, size)).toEqual(stormPlan(1, size));
  expect(stormPlan(1, size)).not.toEqual(stormPlan(2, size));
  const strikes = stormPlan(1, size).flat();
  const cut = strikes.flatMap((strike) => (strike.what === 'cut' ? [strike.fault.mode] : []));
  const stopped = strikes.flatMap((strike) => (strike.what === 'stop' ? [strike.ms] : []));
  expect(targetsOf(strikes, 'kill')).toHaveLength(8);
  expect(new Set(targetsOf(strikes, 'kill'))).toEqual(new Set(targets));
  expect(new Set(targetsOf(strikes, 'stop')).size).toBe(3);
  expect(targetsOf(strikes, 'stop')).toContain('PostgreSQL');
  expect(cut.toSorted()).toEqual(['black-hole', 'half-open', 'latency', 'reset']);
  expect(stopped.every((ms) => ms >= 5_000 && ms <= 40_000)).toBe(true);
});

test('a long storm stops everybody, and its strikes are spread over the whole of it', () => {
  const lanes = stormPlan(1, fullSize);
  expect(new Set(targetsOf(lanes.flat(), 'stop'))).toEqual(new Set(targets));
  for (const lane of lanes) {
    const lasts = lane.reduce((sum, { ms, calm }) => sum + ms + calm, 0);
    expect(lasts).toBeGreaterThan(0.8 * fullSize.span);
    expect(lasts).toBeLessThan(1.2 * fullSize.span);
  }
});

test('a storm may kill one alone', () => {
  const lanes = stormPlan(1, { ...size, killed: ['matching'], stops: 0, cuts: 0 });
  expect(new Set(targetsOf(lanes.flat(), 'kill'))).toEqual(new Set(['matching']));
});
