import { TestClock } from './test-clock.js';

test('stands still, moves by spans, and hands out dates that cannot move it', () => {
  const clock = new TestClock('2026-01-31T10:00:00Z');
  clock.now().setFullYear(1999);
  expect(clock.now().toISOString()).toBe('2026-01-31T10:00:00.000Z');
  clock.advance({ days: 1, hours: 2, minutes: -30 });
  expect(clock.now().toISOString()).toBe('2026-02-01T11:30:00.000Z');
  expect(clock.set('2026-03-01T00:00:00Z').toISOString()).toBe('2026-03-01T00:00:00.000Z');
  expect(() => clock.set('soon')).toThrow('not an instant');
});
