import { setTimeout as sleep } from 'node:timers/promises';
import { Loop } from './loop.js';

const HOUR = 3_600_000;

/** A loop whose rounds are counted; `rests` are the answers of the first rounds, then it rests for an hour. */
function counted(rests: (number | Error)[] = [], failed: () => void = () => undefined) {
  const seen = { rounds: 0 };
  const loop = new Loop({
    step: async () => {
      const rest = rests[seen.rounds++] ?? HOUR;
      if (rest instanceof Error) throw rest;
      return rest;
    },
    failed,
  });
  return { loop, seen };
}

describe('Loop', () => {
  it('goes on as long as there is more, then rests until it is woken', async () => {
    const { loop, seen } = counted([0, 0]);
    loop.start();
    await sleep(20);
    expect(seen.rounds).toBe(3);
    loop.wake();
    await sleep(20);
    expect(seen.rounds).toBe(4);
    await loop.stop();
    expect(seen.rounds).toBe(4);
  });

  it('looks again when it was woken during a round', async () => {
    let rounds = 0;
    const loop: Loop = new Loop({
      step: async () => {
        if (++rounds === 1) loop.wake();
        return HOUR;
      },
      failed: () => undefined,
    });
    loop.start();
    await sleep(20);
    expect(rounds).toBe(2);
    await loop.stop();
  });

  it('pauses after a failure whoever wakes it, and goes on afterwards', async () => {
    const { loop, seen } = counted([new Error('away')], () => loop.wake());
    loop.start();
    await sleep(10);
    expect(seen.rounds).toBe(1);
    await sleep(150);
    expect(seen.rounds).toBeGreaterThan(1);
    await loop.stop();
  });

  it('stops in the middle of a rest or a pause, and waits for the round at hand', async () => {
    const resting = counted();
    const pausing = counted(Array.from({ length: 9 }, () => new Error('away')));
    let finished = false;
    const busy = new Loop({
      step: async () => {
        await sleep(30);
        finished = true;
        return 0;
      },
      failed: () => undefined,
    });
    for (const loop of [resting.loop, pausing.loop, busy]) loop.start();
    await sleep(10);
    await Promise.all([resting.loop.stop(), pausing.loop.stop(), busy.stop()]);
    expect(finished).toBe(true);
  });
});
