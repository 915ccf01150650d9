import { failure } from '../problems.js';
import { Attempts } from './attempts.js';

test('the third failure of one name is the last', () => {
  const attempts = new Attempts();
  const error = new TypeError();
  expect([1, 2, 3].map(() => attempts.isHopeless('a', error))).toEqual([false, false, true]);
  expect(attempts.isHopeless('b', error)).toBe(false);
});

test('a rule says no once and for all', () => {
  expect(new Attempts().isHopeless('a', failure('listing-closed', 'closed'))).toBe(true);
});
