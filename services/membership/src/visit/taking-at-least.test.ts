import { takingAtLeast } from './taking-at-least.js';

describe('takingAtLeast', () => {
  it.each<[string, () => Promise<string>]>([
    ['an answer', () => Promise.resolve('done')],
    ['a failure', () => Promise.reject(new Error('no'))],
  ])('holds back %s that comes early', async (_what, work) => {
    const start = performance.now();
    await takingAtLeast(50, work).catch((error: unknown) => error);
    expect(performance.now() - start).toBeGreaterThan(45);
  });

  it('waits for what takes longer', async () => {
    const slow = new Promise<string>((resolve) => setTimeout(() => resolve('late'), 60));
    await expect(takingAtLeast(5, () => slow)).resolves.toBe('late');
  });
});
