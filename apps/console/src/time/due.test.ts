import { dueMark } from './due.js';

const openedAt = '2026-11-20T08:00:00.000Z';
const dueAt = '2026-11-23T08:00:00.000Z';
const markAt = (now: string, state = 'open') => dueMark({ state, openedAt, dueAt }, Date.parse(now));

describe('how a case stands with its deadline', () => {
  it.each([
    ['2026-11-21T07:59:59.999Z', 'on-time'],
    ['2026-11-21T08:00:00.000Z', 'warn'],
    ['2026-11-23T07:59:59.999Z', 'warn'],
    ['2026-11-23T08:00:00.000Z', 'breach'],
  ])('at %s it is %s', (now, mark) => {
    expect(markAt(now)).toBe(mark);
  });

  it('is settled once decided, however late', () => {
    expect(markAt('2027-01-01T00:00:00.000Z', 'decided')).toBe('settled');
  });
});
