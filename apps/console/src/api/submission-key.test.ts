import { SubmissionKey } from './submission-key.js';

describe('the key of a submission', () => {
  it('stays while the same content is tried again', () => {
    const key = new SubmissionKey();
    expect(key.keyFor({ note: 'a' })).toBe(key.keyFor({ note: 'a' }));
  });

  it('is new for other content, and for the same content after success', () => {
    const key = new SubmissionKey();
    const first = key.keyFor({ note: 'a' });
    expect(key.keyFor({ note: 'b' })).not.toBe(first);
    const third = key.keyFor({ note: 'a' });
    key.settled();
    expect(new Set([first, third, key.keyFor({ note: 'a' })]).size).toBe(3);
  });
});
