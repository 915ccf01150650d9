import { ProcessCounts } from './process-counts.js';

test('a window begins with its first request and ends for everybody by itself', () => {
  let now = 1_000_000;
  const counts = new ProcessCounts(() => now);
  expect(counts.add('search', 'a', 60)).toEqual({ count: 1, seconds: 60 });
  now += 30_500;
  expect(counts.add('search', 'a', 60)).toEqual({ count: 2, seconds: 30 });
  expect(counts.add('search', 'b', 60)).toEqual({ count: 1, seconds: 60 });
  expect(counts.add('report', 'a', 60)).toEqual({ count: 1, seconds: 60 });
  now += 29_500;
  expect(counts.add('search', 'a', 60)).toEqual({ count: 1, seconds: 60 });
  expect(counts.add('search', 'b', 60)).toEqual({ count: 2, seconds: 31 });
});

test('more strangers than can be remembered push out the oldest, not the others', () => {
  const counts = new ProcessCounts(() => 0);
  for (let n = 0; n < 100_001; n++) counts.add('search', String(n), 60);
  expect(counts.add('search', '100000', 60).count).toBe(2);
  expect(counts.add('search', '0', 60).count).toBe(1);
});
