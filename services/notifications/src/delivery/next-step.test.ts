import { nextStep, type Failure } from './next-step.js';

const now = new Date('2026-11-23T08:00:00Z');
const counted = { attempts: 1, refusals: 0, usefulUntil: new Date('2026-11-25T03:00:00Z') };
const down: Failure = { code: 'smtp-esocket', kind: 'passing' };
const refused: Failure = { code: 'smtp-550', kind: 'refused' };

describe('nextStep', () => {
  it('waits twice as long each time, five minutes at most', () => {
    const waits = [1, 2, 3, 9, 10, 1000].map((attempts) => nextStep(down, { ...counted, attempts }, now, 1));
    expect(waits).toMatchObject([1000, 2000, 4000, 256_000, 300_000, 300_000].map((waitMs) => ({ waitMs })));
    expect(nextStep(down, counted, now, 0)).toEqual({ state: 'queued', waitMs: 500, code: 'smtp-esocket' });
  });

  it('gives up on what passes only when the mail would be of no use', () => {
    const shortly = { ...counted, attempts: 500, usefulUntil: new Date(now.getTime() + 200_000) };
    expect(nextStep(down, { ...counted, attempts: 500 }, now)).toMatchObject({ state: 'queued' });
    expect(nextStep(down, shortly, now, 1)).toEqual({ state: 'failed', code: 'smtp-esocket' });
  });

  it('believes the fifth refusal', () => {
    expect(nextStep(refused, { ...counted, refusals: 4 }, now)).toMatchObject({ state: 'queued' });
    expect(nextStep(refused, { ...counted, refusals: 5 }, now)).toEqual({ state: 'failed', code: 'smtp-550' });
  });

  it('does not try what has no sense', () => {
    expect(nextStep({ code: 'no-contact', kind: 'pointless' }, counted, now).state).toBe('failed');
  });
});
