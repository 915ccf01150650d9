import { mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  approve,
  eventually,
  importFeed,
  isFindable,
  openCases,
  StackClient,
  stackPort,
  startStack,
  syntheticFeed,
  syntheticPoint,
  type OpenCase,
  type Stack,
} from '@opencircle/testing';

const GROUPS = 40;

describe('approvals while parts are down', () => {
  let stack: Stack;
  let data: string;
  let moderator: StackClient;
  let manager: StackClient;

  beforeAll(async () => {
    data = mkdtempSync(join('/tmp', 'opencircle-faults-'));
    stack = await startStack(resolve(import.meta.dirname, '../../..'), { port: stackPort(6120), data });
    [moderator, manager] = (await Promise.all(
      ['moderator', 'manager'].map((role) => StackClient.signedIn(stack.run(), role)),
    )) as [StackClient, StackClient];
  }, 180_000);

  afterAll(async () => {
    await stack.stop();
    rmSync(data, { recursive: true, force: true });
  }, 60_000);

  /** Kills the part again and again, as soon as it is back, until released. */
  function holdDown(part: string): () => Promise<void> {
    const release = new AbortController();
    const holding = (async () => {
      while (!release.signal.aborted) {
        const pid = stack.run().pids[part];
        if (pid !== undefined) kill(pid);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    })();
    return () => {
      release.abort();
      return holding;
    };
  }

  async function findAll(cases: OpenCase[], latitude: number): Promise<void> {
    const seeker = StackClient.anonymous(stack.run());
    for (const { listingId, listingName } of cases) {
      const point = syntheticPoint(Number(listingName.split('-').at(-1)), latitude);
      await eventually(`${listingName} is findable`, () => isFindable(seeker, point, listingId), 60);
    }
  }

  async function imported(prefix: string, latitude: number) {
    const names = Array.from({ length: GROUPS }, (_, i) => `${prefix}-${i}`);
    expect(await importFeed(manager, syntheticFeed(names, latitude))).toMatchObject({ applied: GROUPS, failed: 0 });
    const cases = await openCases(moderator, prefix);
    expect(cases).toHaveLength(GROUPS);
    return cases;
  }

  it('makes every group findable that was approved while matching was dead', async () => {
    const cases = await imported('dead-matching', 41);
    const release = holdDown('matching');
    const seeker = StackClient.anonymous(stack.run());
    const isDown = async () => (await seeker.call('POST', '/matching/v1/searches', {})).status === 503;
    await eventually('matching is down', isDown);
    const { status, body } = await approve(moderator, cases);
    expect([status, body.results.filter(({ outcome }) => outcome === 'decided').length]).toEqual([200, GROUPS]);
    await eventually('matching is still held down', isDown);
    await release();
    await findAll(cases, 41);
  }, 120_000);

  it('answers without an error and loses nothing when Kafka is away for ten seconds', async () => {
    const cases = await imported('no-kafka', 42);
    const release = holdDown('Kafka');
    const end = Date.now() + 10_000;
    for (let i = 0; i < cases.length; i++) {
      const { status, body } = await approve(moderator, cases.slice(i, i + 1));
      expect([status, body.results[0]?.outcome]).toEqual([200, 'decided']);
      if (i < cases.length - 1) await new Promise((resolve) => setTimeout(resolve, 10_000 / cases.length));
    }
    while (Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 100));
    await release();
    await findAll(cases, 42);
  }, 180_000);
});

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It is already gone; the next look at run.json says who came after it.
  }
}
