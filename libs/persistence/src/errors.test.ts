import { classOf, isDatabaseAway } from './errors.js';

test.each([['57P01', true], ['08006', true], ['53300', true], ['ECONNREFUSED', true], ['23505', false], [undefined, false]])(
  '%s: the database is away: %s',
  (code, away) => expect(isDatabaseAway({ driverError: { code } })).toBe(away),
); // prettier-ignore

test('a pool that has no connection to give is a database that is away', () => {
  expect(isDatabaseAway(new Error('timeout exceeded when trying to connect'))).toBe(true);
  expect(isDatabaseAway(new Error('Connection terminated unexpectedly'))).toBe(true);
  expect(isDatabaseAway(new TypeError('cannot read properties of undefined'))).toBe(false);
});

test('what is kept of an error is its class and its code, never what its message quotes', () => {
  const failed = Object.assign(new RangeError('alice@example.org'), { driverError: { code: '23505' } });
  expect(classOf(failed)).toBe('RangeError 23505');
  expect(classOf(new TypeError('alice@example.org'))).toBe('TypeError');
  expect(classOf(Object.assign(new Error('x'), { code: 'alice@example.org' }))).toBe('Error');
  expect(classOf('alice@example.org')).toBe('string');
});
