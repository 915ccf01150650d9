import { isDatabaseAway } from './errors.js';

test.each([['57P01', true], ['08006', true], ['53300', true], ['ECONNREFUSED', true], ['23505', false], [undefined, false]])(
  '%s: the database is away: %s',
  (code, away) => expect(isDatabaseAway({ driverError: { code } })).toBe(away),
); // prettier-ignore

test('a pool that has no connection to give is a database that is away', () => {
  expect(isDatabaseAway(new Error('timeout exceeded when trying to connect'))).toBe(true);
  expect(isDatabaseAway(new Error('Connection terminated unexpectedly'))).toBe(true);
  expect(isDatabaseAway(new TypeError('cannot read properties of undefined'))).toBe(false);
});
