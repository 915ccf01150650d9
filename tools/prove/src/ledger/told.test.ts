import { toldBy } from './told.js';

test('a request without an answer is unknown; a repeated one has the last answer', () => {
  const entries = [
    { request: 'a' },
    { request: 'b' },
    { request: 'a', answer: 'accepted' },
    { request: 'c' },
    { request: 'c' },
    { request: 'c', answer: 'refused' },
    { request: 'a' },
  ] as const;
  expect(toldBy(entries)).toEqual([
    { request: 'a', answer: 'accepted' },
    { request: 'b', answer: 'unknown' },
    { request: 'c', answer: 'refused' },
  ]);
});
