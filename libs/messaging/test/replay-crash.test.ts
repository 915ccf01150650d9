import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { newId } from '@opencircle/contracts';
import { crashPoints, KafkaEvents } from '../src/index.js';
import { eventually } from './node.js';
import { bench, brokenFrom, type Bench } from './parked.js';

const program = fileURLToPath(new URL('fixtures/replayer.mjs', import.meta.url));
const EVENTS = [1, 2, 3, 4, 5];

let b: Bench;

beforeAll(async () => {
  b = await bench();
});

afterAll(() => b.close());

/** A process of the service that dies at a point of the sequence's replay, once it is told to begin. */
function replayer(sequenceId: string, point: string, times: number) {
  // Kafka is out of its reach: a replay needs none, and a dead member would hold up the group.
  const options = { url: b.database.serviceUrl, brokers: '127.0.0.1:9', prefix: b.prefix };
  const args = [program, JSON.stringify(options), sequenceId, point, String(times)];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'inherit', 'inherit'] });
  const exit = once(child, 'exit') as Promise<[unknown, unknown]>;
  return {
    /** Resolves with the signal it died of. */
    async run(): Promise<unknown> {
      child.stdin.write('\n');
      const [, signal] = await exit;
      return signal;
    },
  };
}

/** The dead process's claim lapses after the test's own time, so that the next one begins its own replay, not this. */
async function keepClaims(interval: string): Promise<void> {
  await b.database.source.query(`UPDATE parked_replay SET lease_until = now() + $1::interval`, [interval]);
}

const points = crashPoints.filter((point) => point.startsWith('replay.'));

/** Sequences that are parked, one for each point. */
let sequences: { point: string; subject: string; id: string }[];

beforeAll(async () => {
  sequences = await Promise.all(
    points.map(async (point) => {
      const subject = newId();
      brokenFrom.set(subject, 1);
      await b.send(subject, ...EVENTS);
      return { point, subject, id: await b.parked(subject, EVENTS.length) };
    }),
  );
  await b.node.app.close();
});

test('a process that replays a sequence can die at any of five points', async () => {
  expect(sequences).toHaveLength(5);
  const processes = sequences.map(({ id, point }) => replayer(id, point, /claim|finish/.test(point) ? 1 : 3));
  for (const [index, { point }] of sequences.entries()) {
    expect([point, await processes[index]?.run()]).toEqual([point, 'SIGKILL']);
    await keepClaims('1 hour');
  }
});

test('and another one ends the replay, and repeats nothing', async () => {
  brokenFrom.clear();
  await keepClaims('0');
  await b.restart();
  // Closing while the group is being joined would leave the member behind.
  await eventually(() => Promise.resolve(b.node.app.get(KafkaEvents).vitality === 'well'), 40);
  for (const { id, subject, point } of sequences) {
    const [replay] = await b.node.query<{ id: string }>('SELECT id FROM parked_replay WHERE sequence_id = $1', [id]);
    const ended = await b.ended(replay?.id ?? '');
    expect([point, ended.state, ended.total, ended.applied]).toEqual([point, 'done', 5, 5]);
    expect([point, await b.effects(subject)]).toEqual([point, EVENTS]);
  }
});
