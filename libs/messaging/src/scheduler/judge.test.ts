import { TransientFailure } from '../consumer/transient.js';
import { judge } from './judge.js';

describe('what becomes of a job whose handler failed', () => {
  it('waits longer each time, and is set aside at the fifth failure', () => {
    const verdicts = [0, 1, 2, 3, 4].map((failures) => judge({ failures, delays: 0 }, new RangeError('x')));
    expect(verdicts.map(({ state }) => state)).toEqual(['waiting', 'waiting', 'waiting', 'waiting', 'set-aside']);
    expect(verdicts[0]).toMatchObject({ failures: 1, errorClass: 'RangeError' });
    expect(verdicts[3]!.waitMs).toBeGreaterThanOrEqual(2_000);
  });

  it('waits for ever, a minute at most, as long as the failure is transient', () => {
    const verdict = judge({ failures: 4, delays: 1_000 }, new TransientFailure('not yet'));
    expect(verdict).toMatchObject({ state: 'waiting', failures: 4, delays: 1_001 });
    expect(verdict.waitMs).toBeLessThanOrEqual(60_000);
  });
});
