import type { EffectFact, Facts, OutboxFact } from './facts.js';
import { isClean } from './findings.js';
import { judge } from './judge.js';

const topic = 'opencircle.listings.listing';
const consumers = [{ name: 'matching', topics: [topic] }];

/** Two aggregates with three versions each, `a1` to `b3`, all handled in order. */
function wholeRun(): { outbox: OutboxFact[]; effects: EffectFact[] } {
  const outbox = ['a', 'b'].flatMap((subject, at) =>
    [1, 2, 3].map((version) => ({ id: `${subject}${version}`, topic, subject, version, position: version * 2 + at })),
  );
  return { outbox, effects: outbox.map(({ id, position }) => ({ consumer: 'matching', event: id, position })) };
}

function judged(facts: Partial<Facts>) {
  return judge({ told: [], requests: [], outboxes: [], consumers, effects: [], tallies: [], ...facts });
}

function judgedRun(change: (run: ReturnType<typeof wholeRun>) => void) {
  const run = wholeRun();
  change(run);
  return judged({ outboxes: [run.outbox], effects: run.effects });
}

const none = { lost: 0, doubled: 0, inverted: 0, gaps: 0, phantom: 0 };

describe('events', () => {
  it('are clean when each has one effect, in order', () => {
    const { found, events } = judgedRun(() => undefined);
    expect([found, events, isClean(found)]).toEqual([none, 6, true]);
  });

  it('are lost without an effect at a consumer of their topic', () => {
    const { found, examples } = judgedRun((run) => run.effects.splice(4, 1));
    expect(found).toEqual({ ...none, lost: 1 });
    expect(examples).toEqual([`lost: matching has no effect of ${topic}/b version 2`]);
    expect(isClean(found)).toBe(false);
  });

  it('are nothing to a consumer of other topics', () => {
    const { outbox } = wholeRun();
    expect(judged({ outboxes: [outbox], consumers: [{ name: 'matching', topics: ['another'] }] }).found).toEqual(none);
  });

  it('are doubled with two effects at one consumer', () => {
    const { found } = judgedRun(({ effects }) => effects.push({ consumer: 'matching', event: 'b3', position: 99 }));
    expect(found).toEqual({ ...none, doubled: 1 });
  });

  it('are inverted when a later version has its effect first', () => {
    const { found } = judgedRun(({ effects }) => {
      effects[0] = { consumer: 'matching', event: 'a1', position: 50 };
    });
    expect(found).toEqual({ ...none, inverted: 1 });
  });

  it('are not inverted by an order that one transaction leaves open', () => {
    const { found } = judgedRun(({ effects }) => {
      effects[0] = { consumer: 'matching', event: 'a1', position: effects[1]?.position ?? 0 };
    });
    expect(found).toEqual(none);
  });

  it('are inverted when the outbox holds a later version first', () => {
    const { found } = judgedRun(({ outbox }) => {
      outbox[2] = { id: 'a3', topic, subject: 'a', version: 3, position: 1 };
    });
    expect(found.inverted).toBe(1);
  });

  it('have gaps where versions are missing, and say how many', () => {
    const { found } = judgedRun(({ outbox, effects }) => {
      outbox[2] = { id: 'a3', topic, subject: 'a', version: 5, position: 9 };
      outbox.splice(3, 1);
      effects.splice(3, 1);
    });
    expect(found).toEqual({ ...none, gaps: 3 });
  });

  it('are phantoms when nobody committed them', () => {
    const { found } = judgedRun(({ effects }) => effects.push({ consumer: 'matching', event: 'c1', position: 1 }));
    expect(found).toEqual({ ...none, phantom: 1 });
  });

  it('are counted in each database apart', () => {
    const { outbox, effects } = wholeRun();
    const [first, second] = [outbox.slice(0, 3), outbox.slice(3)];
    expect(judged({ outboxes: [first, second.map((row) => ({ ...row, subject: 'a' }))], effects }).found).toEqual(none);
  });
});

describe('requests', () => {
  const told = [
    { request: 'yes', answer: 'accepted' },
    { request: 'no', answer: 'refused' },
    { request: 'silence', answer: 'unknown' },
    { request: 'silence too', answer: 'unknown' },
  ] as const;

  it('are clean with one effect, none, and none or one', () => {
    const { found, unknown } = judged({ told, requests: [one('yes'), one('silence')] });
    expect([found, unknown]).toEqual([none, { requests: 2, withEffect: 1 }]);
  });

  it('are lost when accepted without effect', () => {
    expect(judged({ told }).found).toEqual({ ...none, lost: 1 });
  });

  it('are phantoms when refused with effect', () => {
    expect(judged({ told, requests: [one('yes'), one('no')] }).found).toEqual({ ...none, phantom: 1 });
  });

  it('are doubled with two effects, answered or not', () => {
    const requests = [one('yes'), one('yes'), { key: 'silence', count: 2 }];
    expect(judged({ told, requests }).found).toEqual({ ...none, doubled: 2 });
  });
});

test('a tally tells what is too few and what is too many', () => {
  const tallies = [
    { name: 'groups', expected: [one('a'), one('a'), one('b')], actual: [one('a'), one('b'), one('c')] },
  ];
  expect(judged({ tallies }).found).toEqual({ ...none, lost: 1, doubled: 1 });
});

function one(key: string) {
  return { key, count: 1 };
}
