import { AGGREGATES, scheduleOf, WRITERS } from './schedule.js';

test('a seed makes the same schedule each time, another seed another one', () => {
  expect(scheduleOf(7)).toEqual(scheduleOf(7));
  expect(scheduleOf(7).writers).not.toEqual(scheduleOf(8).writers);
});

test('schedules have all that relays stumble over', () => {
  const schedules = Array.from({ length: 40 }, (_, seed) => scheduleOf(seed));
  const transactions = schedules.flatMap(({ writers }) => writers.flat());
  const steps = transactions.flatMap((transaction) => transaction.steps);
  expect(schedules.every(({ writers }) => writers.length === WRITERS)).toBe(true);
  expect(new Set(steps.map(({ aggregate }) => aggregate)).size).toBe(AGGREGATES);
  expect(transactions.filter(({ end }) => end === 'rollback').length).toBeGreaterThan(transactions.length / 10);
  expect(transactions.some((transaction) => transaction.steps.length === 3)).toBe(true);
  expect(steps.filter(({ hold }) => hold >= 30).length).toBeGreaterThan(40);
  expect(schedules.filter(({ cuts }) => cuts.length > 0).length).toBeGreaterThan(2);
});
