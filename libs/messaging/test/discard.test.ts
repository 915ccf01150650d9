import { newId } from '@opencircle/contracts';
import { DiscardParked } from '../src/index.js';
import { bench, brokenFrom, by, type Bench } from './parked.js';

let b: Bench;

beforeAll(async () => {
  b = await bench();
});

afterAll(() => b.close());

const discard = (sequenceId: string, eventId?: string, key?: string) =>
  b.node.app.get(DiscardParked).run({ sequenceId, eventId, reason: 'the group is gone', actor: by, key });

async function broken(...versions: number[]): Promise<{ subject: string; id: string }> {
  const subject = newId();
  brokenFrom.set(subject, 1);
  await b.send(subject, ...versions);
  return { subject, id: await b.parked(subject, versions.length) };
}

test('the first event goes, with its envelope in the audit and nothing of its content; the next is next', async () => {
  const { subject, id } = await broken(1, 2);
  const [first] = await b.rows(subject);
  expect(await discard(id, first?.id, 'once')).toEqual({ discarded: 1, left: 1 });
  // The same request again, after a lost answer, takes nothing more.
  expect(await discard(id, first?.id, 'once')).toEqual({ discarded: 1, left: 1 });
  brokenFrom.delete(subject);
  expect(await b.ended((await b.replay(id)).id)).toMatchObject({ applied: 1, parkedAgain: 0 });
  expect(await b.effects(subject)).toEqual([2]);
  const [audit] = await b.node.query<{ reason: string; event: object }>(
    `SELECT reason, event FROM parked_action WHERE sequence_id = $1 AND action = 'discard'`,
    [id],
  );
  expect(audit).toMatchObject({
    reason: 'the group is gone',
    event: {
      reason: 'handler-failed',
      errorClass: 'TypeError',
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      headers: expect.arrayContaining([{ name: 'ce_subject', value: subject }]) as object,
    },
  });
  expect(JSON.stringify(audit)).not.toContain('reasonCode');
});

test('a whole sequence goes, and what comes later flows', async () => {
  const { subject, id } = await broken(1, 2, 3);
  expect(await discard(id)).toEqual({ discarded: 3, left: 0 });
  brokenFrom.delete(subject);
  await b.send(subject, 4);
  await b.reached(subject, [4]);
});

test('a gap before what is discarded stays a gap', async () => {
  const { subject, id } = await broken(3);
  brokenFrom.delete(subject);
  await discard(id);
  await b.send(subject, 4, 1, 2);
  await b.reached(subject, [1, 2]);
  expect(await b.rows(subject)).toMatchObject([{ version: 4, reason: 'version-gap' }]);
});

test('a copy that stays parked still has its effect', async () => {
  const { subject, id } = await broken(1, 1);
  const [first] = await b.rows(subject);
  expect(await discard(id, first?.id)).toEqual({ discarded: 1, left: 1 });
  brokenFrom.delete(subject);
  await b.ended((await b.replay(id)).id);
  expect(await b.effects(subject)).toEqual([1]);
});

test('an event that others wait behind, or of a sequence that is being replayed, is not discarded', async () => {
  const { subject, id } = await broken(1, 2);
  const [, second] = await b.rows(subject);
  await expect(discard(id, second?.id)).rejects.toMatchObject({ code: 'not-at-head', pointer: '/eventId' });
  await expect(discard(id, '999999999')).rejects.toMatchObject({ table: 'parked event' });
  await expect(discard(newId())).rejects.toMatchObject({ table: 'parked sequence' });
  await runningReplay(id);
  await expect(discard(id)).rejects.toMatchObject({ code: 'replay-running' });
  await expect(b.replay(id)).rejects.toMatchObject({ code: 'replay-running', pointer: '/sequenceId' });
  expect(await b.rows(subject)).toHaveLength(2);
});

/** A replay that another process works on. */
async function runningReplay(sequenceId: string): Promise<void> {
  const replayId = newId();
  await b.node.query(
    `INSERT INTO parked_replay (id, consumer, sequence_id, requested_by, owner, lease_until)
     VALUES ($1, 'receiver', $2, 'ops', $3, now() + interval '1 hour')`,
    [replayId, sequenceId, newId()],
  );
  await b.node.query(
    'INSERT INTO parked_replay_sequence (replay_id, sequence_id, position, events) VALUES ($1, $2, 0, 2)',
    [replayId, sequenceId],
  );
}
