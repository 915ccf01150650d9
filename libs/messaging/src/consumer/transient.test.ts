import { failureOf, HandlerTooSlow, isTransient, MOST_STATEMENT_MS } from './transient.js';

const cancelled = (message: string) => Object.assign(new Error(message), { code: '57014' });

// A server that speaks another language says nothing of a "statement timeout".
test.each(['canceling statement due to statement timeout', 'storniere Anfrage wegen Zeitüberschreitung der Anfrage'])(
  'a statement that was cancelled after its time counts against the event, in any language: %s',
  (message) => {
    const failure = failureOf(cancelled(message), MOST_STATEMENT_MS + 1);
    expect(failure).toMatchObject({ constructor: HandlerTooSlow, usedItsTime: true });
    expect(isTransient(failure)).toBe(false);
  },
);

test('one that was cancelled sooner is worth another try, and still counts', () => {
  const failure = failureOf(cancelled('canceling statement due to user request'), 20);
  expect(failure).toMatchObject({ constructor: HandlerTooSlow, usedItsTime: false });
  expect(isTransient(failure)).toBe(false);
});

test('other failures stay what they are, however long they took', () => {
  const deadlock = Object.assign(new Error('deadlock detected'), { code: '40P01' });
  expect(failureOf(deadlock, 60_000)).toBe(deadlock);
});
