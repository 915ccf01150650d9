import type { Series } from '@opencircle/schedule';
import { bookableSession } from './bookable-session.js';

const tuesdays: Series = {
  zone: 'America/Los_Angeles',
  firstStart: '2026-11-24T19:00',
  durationMinutes: 60,
  rule: 'FREQ=WEEKLY;BYDAY=TU',
  exceptions: ['2026-12-01T19:00'],
  overrides: [{ session: '2026-12-08T19:00', start: '2026-12-09T18:00' }],
};
const monday = new Date('2026-11-23T08:00:00Z');
const at = (start: string, now = monday) => bookableSession(tuesdays, new Date(start), now);

describe('bookableSession', () => {
  it('takes the start of an upcoming session, moved ones at their new time', () => {
    expect(at('2026-11-25T03:00:00Z').localStart).toBe('2026-11-24T19:00');
    expect(at('2026-12-10T02:00:00Z').localStart).toBe('2026-12-09T18:00');
  });

  it.each([
    ['a minute beside it', '2026-11-25T03:01:00Z'],
    ['a cancelled session', '2026-12-02T03:00:00Z'],
    ['the old time of a moved session', '2026-12-09T03:00:00Z'],
    ['more than a year ahead', '2028-01-05T03:00:00Z'],
  ])('refuses %s', (_what, start) => {
    expect(() => at(start)).toThrow(expect.objectContaining({ code: 'not-a-session' }));
  });

  it('refuses a session that has begun, and says which come next', () => {
    const refusal = () => at('2026-11-25T03:00:00Z', new Date('2026-11-25T03:00:01Z'));
    expect(refusal).toThrow(
      expect.objectContaining({
        extra: {
          nextStarts: [
            '2026-12-10T02:00:00.000Z',
            '2026-12-16T03:00:00.000Z',
            '2026-12-23T03:00:00.000Z',
            '2026-12-30T03:00:00.000Z',
            '2027-01-06T03:00:00.000Z',
          ],
        },
      }),
    );
  });
});
