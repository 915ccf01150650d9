import { newId } from '@opencircle/contracts';
import { bench, brokenFrom, type Bench } from './parked.js';
import { startNode } from './node.js';
import { OnListingRejected } from './parked.js';
import { testBrokers } from '@opencircle/testing';

const SUBJECTS = 6;
const VERSIONS = 40;

let b: Bench;

beforeAll(async () => {
  b = await bench();
});

afterAll(() => b.close());

// The consumer puts events behind a sequence while two processes take them out in front.
test('replay and consumer at work on the same sequences neither lose, double nor invert', async () => {
  const options = { service: 'receiver', url: b.database.serviceUrl, brokers: testBrokers(), prefix: b.prefix };
  const second = await startNode(options, [OnListingRejected]);
  const subjects = Array.from({ length: SUBJECTS }, () => newId());
  for (const subject of subjects) brokenFrom.set(subject, 1);
  await Promise.all(subjects.map((subject) => b.send(subject, 1)));
  const ids = await Promise.all(subjects.map((subject) => b.parked(subject, 1)));
  brokenFrom.clear();
  const rest = Array.from({ length: VERSIONS - 1 }, (_, i) => i + 2);
  const sending = Promise.all(subjects.map((subject) => b.send(subject, ...rest)));
  await new Promise((resolve) => setTimeout(resolve, 150));
  const replays = await Promise.all(ids.map((id) => b.replay(id)));
  await Promise.all([sending, ...replays.map(({ id }) => b.ended(id))]);
  const all = Array.from({ length: VERSIONS }, (_, i) => i + 1);
  for (const subject of subjects) await b.reached(subject, all);
  expect(await b.node.query('SELECT 1 FROM parked_event')).toEqual([]);
  await second.app.close();
});
