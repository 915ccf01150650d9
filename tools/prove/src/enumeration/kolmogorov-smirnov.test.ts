import { kolmogorovSmirnov } from './kolmogorov-smirnov.js';
import { Random } from '../random.js';

describe('kolmogorovSmirnov', () => {
  it('agrees with figures worked out by hand', () => {
    expect(kolmogorovSmirnov([1, 2, 3, 4], [1, 2, 3, 4])).toEqual({ d: 0, p: 1 });
    expect(kolmogorovSmirnov([1, 2, 3, 4], [5, 6, 7, 8]).d).toBe(1);
    expect(kolmogorovSmirnov([1, 3, 5, 7], [2, 4, 6, 8]).d).toBe(0.25);
    expect(kolmogorovSmirnov([1, 1, 1, 2], [1, 2, 2, 2]).d).toBe(0.5);
  });

  it('has the tail of Kolmogorov’s distribution: 5 % at 1.358, 1 % at 1.628', () => {
    const shifted = (n: number, by: number) =>
      kolmogorovSmirnov(
        Array.from({ length: n }, (_, i) => i),
        Array.from({ length: n }, (_, i) => i + by),
      );
    const n = 20_000;
    expect(shifted(n, Math.round(1.358 * Math.sqrt(2 * n))).p).toBeCloseTo(0.05, 2);
    expect(shifted(n, Math.round(1.628 * Math.sqrt(2 * n))).p).toBeCloseTo(0.01, 2);
  });

  it('calls one distribution two about as often as it says, and two always', () => {
    const random = new Random(7);
    const sample = (by: number) => Array.from({ length: 200 }, () => random.next() + by);
    const wrong = Array.from({ length: 400 }, () => kolmogorovSmirnov(sample(0), sample(0)).p).filter((p) => p < 0.05);
    expect(wrong.length).toBeGreaterThan(5);
    expect(wrong.length).toBeLessThan(40);
    expect(kolmogorovSmirnov(sample(0), sample(0.3)).p).toBeLessThan(0.001);
  });
});
