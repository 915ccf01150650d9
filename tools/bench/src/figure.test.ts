import { figure, table } from './figure.js';

describe('figure', () => {
  it('calls a shorter time better, and meets a goal below it', () => {
    const f = figure('x', { case: 'p50', figure: 10, unit: 'ms', peer: { name: 'bare', figure: 5 }, goal: 30 });
    expect(f).toMatchObject({ ratio: 0.5, goal: '< 30 ms', met: true });
  });

  it('calls a higher rate better, and misses a goal above it', () => {
    const f = figure('x', { case: 'drain', figure: 10, unit: 'per s', peer: { name: 'bare', figure: 5 }, goal: 30 });
    expect(f).toMatchObject({ ratio: 2, goal: '≥ 30 per s', met: false });
  });

  it('shows every figure on one line, misses in capitals', () => {
    const text = table([figure('x', { case: 'slow', figure: 31, unit: 'ms', goal: 30 })]);
    expect(text.split('\n')).toHaveLength(2);
    expect(text).toContain('NO');
  });
});
