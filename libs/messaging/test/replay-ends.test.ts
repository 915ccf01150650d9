import { newId } from '@opencircle/contracts';
import { StartReplay } from '../src/index.js';
import { bench, brokenFrom, by, type Bench } from './parked.js';

let b: Bench;
let isFaulty = false;

beforeAll(async () => {
  b = await bench((point) => {
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
