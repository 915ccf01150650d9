import { holds, table, unfinished, type Verdict } from './verdict.js';

const good: Verdict = {
  name: 'relay-schedules',
  case: 'relay',
  seed: 7,
  n: 200,
  found: { lost: 0, inverted: 0 },
  control: true,
  pass: true,
};

test('shows every verdict on one line, faults with their counts, what is wrong in capitals', () => {
  const lines = table([good, { ...good, found: { lost: 3 }, pass: false }, { ...good, seed: null, control: false }]);
  expect(lines.split('\n')).toHaveLength(4);
  expect(lines.split('\n')[1]).toMatch(/relay +7 +200 +lost 0, inverted 0 +caught +yes$/);
  expect(lines.split('\n')[2]).toMatch(/lost 3 .*NO$/);
  expect(lines.split('\n')[3]).toContain('NOT CAUGHT');
});

test.each([
  [{ ...good }, true],
  [{ ...good, pass: false }, false],
  [{ ...good, control: false }, false],
  [unfinished('crash-storm'), false],
])('%j holds: %s', (verdict, expected) => {
  expect(holds(verdict)).toBe(expected);
});
