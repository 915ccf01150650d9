import { Controller } from '@nestjs/common';
import { listingRejected, newId, type ListingRejected } from '@opencircle/contracts';
import { testBrokers } from '@opencircle/testing';
import { OnEvent, StartReplay, TransientFailure, type EventContext } from '../src/index.js';
import { eventually, messagingDatabase, say, startNode, topicPrefix } from './node.js';

const ADDRESS = 'alice.planted@example.org';
let failsWith: (() => Error) | undefined;

@Controller()
class OnListingRejected {
  @OnEvent(listingRejected)
  async run(_listing: ListingRejected, { db, event }: EventContext): Promise<void> {
    if (failsWith !== undefined) throw failsWith();
    await db.query('INSERT INTO effect (subject, version) VALUES ($1, $2)', [event.subject, event.aggregateversion]);
  }
}

it('says what kind of failure holds an event or a replay up, and nothing of what its message quotes', async () => {
  const lines: string[] = [];
  const write = (...said: unknown[]): void => void lines.push(JSON.stringify(said));
  const database = await messagingDatabase();
  const node = await startNode(
    {
      service: 'receiver',
      url: database.serviceUrl,
      brokers: testBrokers(),
      prefix: await topicPrefix(),
      logger: { log: write, warn: write, error: write, fatal: write, debug: write },
    },
    [OnListingRejected],
  );
  const said = (pattern: RegExp) => eventually(() => Promise.resolve(lines.some((line) => pattern.test(line))));
  const [waits, parked] = [newId(), newId()];

  failsWith = () => new TransientFailure(`${ADDRESS} cannot be reached`);
  await say(node, waits);
  await said(/waits \d+ ms: TransientFailure"/);
  failsWith = undefined;
  await eventually(async () => (await node.query('SELECT FROM effect WHERE subject = $1', [waits])).length === 1);

  failsWith = () => new RangeError(ADDRESS);
  await say(node, parked);
  const [row] = await eventually(async () => {
    const rows = await node.query<{ id: string }>('SELECT sequence_id AS id FROM parked_event');
    return rows.length === 1 && rows;
  });
  failsWith = () => new TransientFailure(ADDRESS);
  await node.app.get(StartReplay).run({ what: { sequenceId: row!.id }, acceptGap: undefined, actor: newId(), key: undefined }); // prettier-ignore
  await said(/replay waits: TransientFailure"/);
  failsWith = undefined;
  await eventually(async () => (await node.query('SELECT FROM effect WHERE subject = $1', [parked])).length === 1);

  expect(lines.join('\n')).not.toMatch(/alice|planted/);
  await Promise.all([node.app.close(), database.source.destroy()]);
});
