import { differences } from './differences.js';
import type { Fact } from './facts.js';

const one = (published: Fact, submitted: Fact) => differences([published], [submitted])[0];

describe('differences between two contents', () => {
  it('marks the words that come and go, and keeps the others', () => {
    const found = one({ field: 'name', text: 'Tuesday circle' }, { field: 'name', text: 'Tuesday evening circle' });
    expect(found?.change).toBe('changed');
    expect(found?.segments.map(({ text, fate }) => [text.trim(), fate])).toEqual([
      ['Tuesday', 'kept'],
      ['evening', 'added'],
      ['circle', 'kept'],
    ]);
  });

  it('shows old and new whole where hardly a word stays', () => {
    const found = one(
      { field: 'summary', text: 'A calm hour' },
      { field: 'summary', text: 'Bring your children along' },
    );
    expect(found?.segments).toEqual([
      { text: 'A calm hour', fate: 'removed' },
      { text: 'Bring your children along', fate: 'added' },
    ]);
  });

  it('compares lists by their parts, whatever the order', () => {
    const found = one(
      { field: 'focuses', list: ['Anxiety', 'OCD'] },
      { field: 'focuses', list: ['Stress', 'Anxiety'] },
    );
    expect(found?.segments).toEqual([
      { text: 'Stress', fate: 'added' },
      { text: 'Anxiety', fate: 'kept' },
      { text: 'OCD', fate: 'removed' },
    ]);
    expect(one({ field: 'f', list: ['a', 'b'] }, { field: 'f', list: ['b', 'a'] })?.change).toBe('same');
  });

  it.each([
    ['', 'Ring twice', 'added'],
    ['Ring twice', '', 'removed'],
    ['Ring twice', 'Ring twice', 'same'],
    ['', '', 'same'],
  ])('calls %j → %j %s', (before, now, change) => {
    expect(one({ field: 'f', text: before }, { field: 'f', text: now })?.change).toBe(change);
  });
});
