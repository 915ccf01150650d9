/**
 * Two-sample Kolmogorov–Smirnov test: the greatest distance between the empirical distributions, and the probability of
 * one at least as great when both samples come from the same distribution (the asymptotic form with Stephens' correction,
 * Numerical Recipes §14.3.3; good from about 20 samples on).
 */
export function kolmogorovSmirnov(one: readonly number[], other: readonly number[]): { d: number; p: number } {
  const [a, b] = [one.toSorted((x, y) => x - y), other.toSorted((x, y) => x - y)];
  let d = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const next = Math.min(a[i]!, b[j]!);
    while (a[i] === next) i++;
    while (b[j] === next) j++;
    d = Math.max(d, Math.abs(i / a.length - j / b.length));
  }
  const root = Math.sqrt((a.length * b.length) / (a.length + b.length));
  return { d, p: tail((root + 0.12 + 0.11 / root) * d) };
}

/** Kolmogorov's Q(λ) = 2 Σ (−1)^(k−1) exp(−2k²λ²), which converges badly below 0.2, where it is 1. */
function tail(lambda: number): number {
  if (lambda < 0.2) return 1;
  let sum = 0;
  for (let k = 1; k <= 100; k++) sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * k * k * lambda * lambda);
  return Math.min(1, Math.max(0, sum));
}
