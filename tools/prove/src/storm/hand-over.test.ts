import { HandOver } from './hand-over.js';

test('hands over in order, to those who wait and to those who come later, and ends', async () => {
  const queue = new HandOver();
  const early = queue.next();
  for (const item of ['a', 'b', 'c']) queue.add(item);
  expect([await early, await queue.next()]).toEqual(['a', 'b']);
  queue.close();
  expect([await queue.next(), await queue.next()]).toEqual(['c', undefined]);
  const empty = new HandOver();
  const waiting = empty.next();
  empty.close();
  expect(await waiting).toBeUndefined();
});
