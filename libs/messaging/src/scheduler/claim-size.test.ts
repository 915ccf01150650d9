import { ClaimSize } from './claim-size.js';

describe('how many jobs are claimed at once', () => {
  it('grows while all that were claimed get done, to a thousand', () => {
    const size = new ClaimSize();
    for (let round = 0; round < 10; round++) {
      const asked = size.next;
      expect(size.learn({ asked, claimed: asked, taken: asked })).toBe(true);
    }
    expect(size.next).toBe(1_000);
  });

  it('shrinks to what was done when time ran out, and stays when there was little to do', () => {
    const size = new ClaimSize();
    expect(size.learn({ asked: 50, claimed: 50, taken: 7 })).toBe(true);
    expect(size.next).toBe(7);
    expect(size.learn({ asked: 7, claimed: 3, taken: 3 })).toBe(false);
    expect(size.next).toBe(7);
  });
});
