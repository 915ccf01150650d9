import { newId } from '@opencircle/contracts';
import { CancelReplay, StartReplay, TransientFailure } from '../src/index.js';
import { bench, brokenFrom, by, type Bench } from './parked.js';

let b: Bench;
let isFaulty = false;
let waits = false;

beforeAll(async () => {
  b = await bench((point) => {
    if (waits && point === 'replay.after-admit') throw new TransientFailure('not yet');
    if (isFaulty && point === 'replay.after-event') throw new Error('a fault of ours');
  });
});

afterAll(() => b.close());

/** Events of one subject that are parked behind a handler that failed. */
async function parkedOf(events: number): Promise<string> {
  const subject = newId();
  brokenFrom.set(subject, 1);
  await b.send(subject, ...Array.from({ length: events }, (_, i) => i + 1));
  const id = await b.parked(subject, events);
  brokenFrom.delete(subject);
  return id;
}

const endings = (sequenceId: string) =>
  b.node.query(
    `SELECT actor, outcome FROM parked_action WHERE sequence_id = $1 AND action = 'replay-ended' ORDER BY id`,
    [sequenceId],
  );

test('a replay that a fault of ours ended says in the audit how far each of its sequences came', async () => {
  const [one, two] = [await parkedOf(3), await parkedOf(2)];
  isFaulty = true;
  const what = { reason: 'handler-failed' } as const;
  const { id } = await b.node.app.get(StartReplay).run({ what, acceptGap: undefined, actor: by, key: undefined });
  expect(await b.ended(id)).toMatchObject({ state: 'failed', sequences: 2, total: 5, done: 1, parkedAgain: 4 });
  isFaulty = false;
  expect(await endings(one)).toEqual([{ actor: by, outcome: { applied: 1, superseded: 0, parkedAgain: 2 } }]);
  expect(await endings(two)).toEqual([{ actor: by, outcome: { applied: 0, superseded: 0, parkedAgain: 2 } }]);
  expect(await b.ended((await b.replay(one)).id)).toMatchObject({ state: 'done', done: 2 });
});

test('a replay that waits for ever is cancelled, once, and the next one can have its sequences', async () => {
  const one = await parkedOf(2);
  waits = true;
  const { id } = await b.replay(one);
  await expect(b.replay(one)).rejects.toMatchObject({ code: 'replay-running' });
  const somebody = newId();
  const cancel = () => b.node.app.get(CancelReplay).run(id, somebody);
  expect(await cancel()).toMatchObject({ state: 'cancelled', total: 2, done: 0, parkedAgain: 2 });
  await expect(cancel()).rejects.toMatchObject({ code: 'replay-not-running' });
  await expect(b.node.app.get(CancelReplay).run(newId(), somebody)).rejects.toMatchObject({ table: 'parked replay' });
  expect(await endings(one)).toEqual([{ actor: somebody, outcome: { applied: 0, superseded: 0, parkedAgain: 2 } }]);
  waits = false;
  expect(await b.ended((await b.replay(one)).id)).toMatchObject({ state: 'done', done: 2 });
});
