import { listingRejected, newId } from '@opencircle/contracts';
import { DryRunSequence } from '../src/index.js';
import { eventually } from './node.js';
import { bench, brokenFrom, by, type Bench } from './parked.js';

let b: Bench;

beforeAll(async () => {
  b = await bench();
});

afterAll(() => b.close());

const dryRun = (id: string, acceptGap = false) => b.node.app.get(DryRunSequence).run(id, acceptGap, by);

async function state(subject: string): Promise<unknown> {
  const cursor = await b.node.query('SELECT version FROM inbox_cursor WHERE subject = $1', [subject]);
  return [await b.rows(subject), await b.effects(subject), cursor];
}

test('tells what each event would do, from handlers that really ran, and leaves no trace but the audit', async () => {
  const subject = newId();
  brokenFrom.set(subject, 1);
  await b.send(subject, 1, 2, 3);
  const id = await b.parked(subject, 3);
  brokenFrom.set(subject, 2);
  const before = await state(subject);
  expect(await dryRun(id)).toMatchObject({
    sequenceId: id,
    events: 3,
    items: [
      { version: 1, outcome: 'would-apply', errorClass: null },
      { version: 2, outcome: 'would-fail', errorClass: 'TypeError' },
      { version: 3, outcome: 'behind' },
    ],
  });
  expect(await state(subject)).toEqual(before);
  const audit = await b.node.query('SELECT action, actor, outcome FROM parked_action WHERE sequence_id = $1', [id]);
  expect(audit).toEqual([{ action: 'dry-run', actor: by, outcome: { 'would-apply': 1, 'would-fail': 1, behind: 1 } }]);
});

test('names the versions that are missing, and what accepting the gap would do', async () => {
  const subject = newId();
  await b.send(subject, 1, 4, 5);
  const id = await b.parked(subject, 2);
  const before = await state(subject);
  expect((await dryRun(id)).items).toMatchObject([
    { version: 4, outcome: 'gap', reason: 'version-gap', missing: { from: 2, to: 3 } },
    { version: 5, outcome: 'behind' },
  ]);
  expect((await dryRun(id, true)).items).toMatchObject([
    { version: 4, outcome: 'would-apply', missing: { from: 2, to: 3 } },
    { version: 5, outcome: 'would-apply', missing: null },
  ]);
  expect(await state(subject)).toEqual(before);
});

test('says that bytes are still no event, and that a copy is superseded', async () => {
  const subject = newId();
  await b.publisher.publish(listingRejected, subject, 1, { listingId: 'no id' } as never);
  await b.send(subject, 2, 2);
  const id = await b.parked(subject, 3);
  expect((await dryRun(id)).items).toMatchObject([
    { version: 1, outcome: 'undecodable', reason: 'schema' },
    { version: 2, outcome: 'behind' },
    { version: 2, outcome: 'behind' },
  ]);
  // A good copy takes the place of the bad bytes.
  brokenFrom.set(subject, 1);
  await b.send(subject, 1);
  await eventually(async () => (await b.rows(subject))[0]?.reason !== 'schema');
  brokenFrom.delete(subject);
  await b.ended((await b.replay(id)).id);
  expect(await b.effects(subject)).toEqual([1, 2]);
});

test('of a sequence that is not there is refused', async () => {
  await expect(dryRun(newId())).rejects.toMatchObject({ table: 'parked sequence' });
});
