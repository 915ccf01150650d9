import { newId } from '@opencircle/contracts';
import { FindReplay, ListSequences, StartReplay } from '../src/index.js';
import { bench, brokenFrom, by, type Bench } from './parked.js';

let b: Bench;

beforeAll(async () => {
  b = await bench();
});

afterAll(() => b.close());

/** Versions 1 to `events`, all parked behind a handler that failed at the first. */
async function sequence(events: number): Promise<{ subject: string; id: string }> {
  const subject = newId();
  brokenFrom.set(subject, 1);
  await b.send(subject, ...Array.from({ length: events }, (_, i) => i + 1));
  return { subject, id: await b.parked(subject, events) };
}

test('a mended sequence is replayed in order, each event once, and what comes later flows', async () => {
  const { subject, id } = await sequence(4);
  brokenFrom.delete(subject);
  const { id: replayId } = await b.replay(id);
  expect(await b.ended(replayId)).toMatchObject({
    state: 'done',
    sequences: 1,
    total: 4,
    done: 4,
    applied: 4,
    superseded: 0,
    parkedAgain: 0,
    requestedBy: by,
  });
  expect(await b.rows(subject)).toEqual([]);
  await b.send(subject, 5);
  await b.reached(subject, [1, 2, 3, 4, 5]);
});

test('a replay that fails half-way keeps what is done and parks the rest again, in order', async () => {
  const { subject, id } = await sequence(4);
  brokenFrom.set(subject, 3);
  expect(await b.ended((await b.replay(id)).id)).toMatchObject({ state: 'done', total: 4, done: 2, parkedAgain: 2 });
  expect(await b.effects(subject)).toEqual([1, 2]);
  expect(await b.rows(subject)).toMatchObject([
    { version: 3, reason: 'handler-failed', attempts: 2, error: 'TypeError' },
    { version: 4, reason: 'behind-parked', attempts: 1 },
  ]);
  await b.send(subject, 5);
  expect(await b.parked(subject, 3)).toBe(id);
  brokenFrom.delete(subject);
  expect(await b.ended((await b.replay(id)).id)).toMatchObject({ done: 3, parkedAgain: 0 });
  expect(await b.effects(subject)).toEqual([1, 2, 3, 4, 5]);
});

test('copies of an event that had its effect are taken out without a second one', async () => {
  const { subject, id } = await sequence(2);
  await b.send(subject, 2);
  await b.parked(subject, 3);
  brokenFrom.delete(subject);
  expect(await b.ended((await b.replay(id)).id)).toMatchObject({ total: 3, done: 3, applied: 2, superseded: 1 });
  expect(await b.effects(subject)).toEqual([1, 2]);
});

test('a gap stays a gap until somebody accepts it with a reason', async () => {
  const subject = newId();
  await b.send(subject, 1, 4, 5, 7);
  const id = await b.parked(subject, 3);
  expect(await b.ended((await b.replay(id)).id)).toMatchObject({ state: 'done', done: 0, parkedAgain: 3 });
  expect(await b.effects(subject)).toEqual([1]);
  // Only the first event may jump: what lies between 5 and 7 is another decision.
  const accepted = await b.ended((await b.replay(id, 'versions 2 and 3 were lost with the old cluster')).id);
  expect(accepted).toMatchObject({
    done: 2,
    parkedAgain: 1,
    acceptGap: expect.stringContaining('old cluster') as string,
  });
  expect(await b.effects(subject)).toEqual([1, 4, 5]);
  expect(await b.rows(subject)).toMatchObject([{ version: 7, reason: 'version-gap' }]);
  await b.send(subject, 6);
  await b.reached(subject, [1, 4, 5, 6]);
});

test('all sequences of a reason are replayed as one, others are left alone', async () => {
  const list = (reason: 'handler-failed' | 'version-gap') => b.node.app.get(ListSequences).run({ reason, limit: 100 });
  const [one, two] = [await sequence(2), await sequence(1)];
  const gap = newId();
  await b.send(gap, 3);
  await b.parked(gap, 1);
  brokenFrom.clear();
  const start = b.node.app.get(StartReplay);
  const what = { reason: 'handler-failed' } as const;
  const first = await start.run({ what, acceptGap: undefined, actor: by, key: 'k1' });
  expect(first).toMatchObject({ sequences: 2, total: 3 });
  const again = await start.run({ what, acceptGap: undefined, actor: by, key: 'k1' });
  expect(again.id).toBe(first.id);
  expect(await b.ended(first.id)).toMatchObject({ state: 'done', done: 3, parkedAgain: 0 });
  expect([await b.effects(one.subject), await b.effects(two.subject)]).toEqual([[1, 2], [1]]);
  expect((await list('handler-failed')).items).toEqual([]);
  expect((await list('version-gap')).items.map(({ subject }) => subject)).toContain(gap);
});

test('what is not parked cannot be replayed, and a running replay cannot be started twice', async () => {
  await expect(b.replay(newId())).rejects.toMatchObject({ table: 'parked sequence' });
  await expect(b.node.app.get(FindReplay).run(newId())).rejects.toMatchObject({ table: 'parked replay' });
  const { id } = await sequence(1);
  const answers = await Promise.allSettled(Array.from({ length: 5 }, () => b.replay(id)));
  const started = answers.filter(({ status }) => status === 'fulfilled');
  expect(started.length).toBeGreaterThanOrEqual(1);
  for (const answer of answers) {
    if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'replay-running' });
  }
});

test('the audit says who did what, and cannot be rewritten', async () => {
  const { subject, id } = await sequence(2);
  brokenFrom.delete(subject);
  await b.ended((await b.replay(id)).id);
  const actions = await b.node.query(
    'SELECT actor, action, outcome FROM parked_action WHERE sequence_id = $1 ORDER BY id',
    [id],
  );
  expect(actions).toEqual([
    { actor: by, action: 'replay', outcome: { sequences: 1 } },
    { actor: by, action: 'replay-ended', outcome: { applied: 2, superseded: 0, parkedAgain: 0 } },
  ]);
  for (const sql of ['DELETE FROM parked_action', "UPDATE parked_action SET actor = 'x'"]) {
    await expect(b.node.query(sql)).rejects.toThrow('append-only');
  }
});
