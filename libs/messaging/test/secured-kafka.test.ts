import { Controller, type LoggerService } from '@nestjs/common';
import { createTopics, grant, readAgain, type GrantedService } from '@opencircle/backing-services';
import { caseOpened, consumerGroup, listingRejected, newId, type ListingRejected } from '@opencircle/contracts';
import { kafkajsSettings, type KafkaConnection } from '@opencircle/kafka-connection';
import { startSecuredKafka, testAuthority, type SecuredKafka } from '@opencircle/testing';
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { kafkaClients, type KafkaClient } from '../src/broker/clients.js';
import { whyAway } from '../src/broker/why-away.js';
import { MessagingStatus, OnEvent, type EventContext } from '../src/index.js';
import { eventually, messagingDatabase, say, startNode, type Node } from './node.js';

@Controller()
class OnListingRejected {
  @OnEvent(listingRejected)
  async run(_listing: ListingRejected, { db, event }: EventContext): Promise<void> {
    await db.query('INSERT INTO effect (subject, version) VALUES ($1, $2)', [event.subject, event.aggregateversion]);
  }
}

const clients = Object.keys(kafkaClients) as KafkaClient[];
const { topic } = listingRejected;
const stranger = await testAuthority();
const sender: GrantedService = { service: 'sender', principal: 'User:sender', writes: [topic], reads: [] };
const receiver: GrantedService = { service: 'receiver', principal: 'User:receiver', writes: [], reads: [topic] };

describe('a Kafka with TLS, users and grants', () => {
  let kafka: SecuredKafka;
  const ends: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    kafka = await startSecuredKafka(['sender', 'receiver', 'guest']);
    await createTopics(kafka.admin);
    for (const prefix of clients) await createTopics(kafka.admin, prefix);
  }, 120_000);

  afterEach(async () => {
    await Promise.all(ends.splice(0).map((end) => end()));
  });

  afterAll(() => kafka.stop());

  async function node(options: Omit<Parameters<typeof startNode>[0], 'url'> & { url?: string }): Promise<Node> {
    const database = options.url === undefined ? await messagingDatabase() : undefined;
    const started = await startNode({ ...options, url: options.url ?? database!.serviceUrl }, [
      ...(options.service === 'receiver' ? [OnListingRejected] : []),
    ]);
    ends.push(() => started.app.close().then(() => database?.source.destroy()));
    return started;
  }

  function log(): { lines: string[]; logger: LoggerService } {
    const lines: string[] = [];
    const write = (...said: unknown[]): void => void lines.push(JSON.stringify(said));
    return { lines, logger: { log: write, warn: write, error: write, fatal: write, debug: write } };
  }

  it.each(clients)('lets %s send and receive what is granted, from nothing and again', async (client) => {
    const prefix = client;
    await grant(kafka.admin, [sender, receiver], prefix);
    const from = await node({ service: 'sender', brokers: kafka.as('sender'), client, prefix });
    const subject = newId();
    await say(from, subject);
    const { serviceUrl: url, source } = await messagingDatabase();
    const open = () => startNode({ service: 'receiver', brokers: kafka.as('receiver'), client, prefix, url }, [OnListingRejected]); // prettier-ignore
    const effects = (of: Node) => of.query('SELECT FROM effect WHERE subject = $1', [subject]);

    const first = await open();
    await eventually(async () => (await effects(first)).length === 1);
    await eventually(() => Promise.resolve(first.app.get(MessagingStatus).vitality === 'well'));
    expect(await first.app.get(MessagingStatus).consumers()).toMatchObject([{ topic }]);
    await first.app.close();

    await readAgain(kafka.admin, { service: 'receiver', topic, prefix });
    for (const table of ['inbox', 'inbox_cursor']) await source.query(`DELETE FROM ${table}`);
    const second = await open();
    await eventually(async () => (await effects(second)).length === 2);
    await second.app.close();
    await source.destroy();
  });

  describe.each(clients)('that %s cannot use', (client) => {
    it.each([
      [
        'for a wrong password',
        () => kafka.as('receiver', 'hunter2-planted'),
        /refuses the login \(KAFKA_USERNAME, KAFKA_PASSWORD/,
      ],
      [
        'for a certificate that nobody vouches for',
        () => ({ ...kafka.as('receiver'), tls: { ca: stranger.cert } }),
        /certificate is not trusted \(\w+; KAFKA_CA_FILE\)/,
      ],
      [
        'for another host name',
        () => ({ ...kafka.as('receiver'), brokers: [`127.0.0.1:${kafka.port}`] }),
        /certificate is for another name than it was called by/,
      ],
      ['for a client without TLS', () => ({ brokers: kafka.admin.brokers }), /perhaps it wants TLS \(KAFKA_TLS\)/],
    ] satisfies [string, () => KafkaConnection, RegExp][])(
      'is waited for, and named, %s',
      async (_why, connection, reason) => {
        const { lines, logger } = log();
        const began = Date.now();
        const waiting = await node({ service: 'receiver', brokers: connection(), client, prefix: '', logger });
        await say(waiting, newId());
        const said = (start: string) => lines.some((line) => line.includes(start) && reason.test(line));
        await eventually(
          () => Promise.resolve(said('waiting for Kafka, which does not answer') && said('outbox waits')),
          40,
        );
        expect(waiting.app.get(MessagingStatus).vitality).toBe('joining');
        expect(lines.join('\n')).not.toMatch(/hunter2|planted|password-of/);
        // It waits between its tries, however quick they fail.
        expect(lines.length / (1 + (Date.now() - began) / 1000)).toBeLessThan(60);
      },
      60_000,
    );
  });

  it('refuses what is of another service, whatever client asks', async () => {
    await grant(kafka.admin, [sender, receiver], '', { takeAway: true });
    const as = (name: string) =>
      new Kafka({ ...kafkajsSettings(kafka.as(name)), clientId: name, logLevel: logLevel.NOTHING, retry: { retries: 1 } }); // prettier-ignore
    const producer = as('receiver').producer({ createPartitioner: Partitioners.DefaultPartitioner });
    ends.push(() => producer.disconnect());
    await producer.connect();
    const messages = [{ key: 'a', value: 'b' }];
    for (const foreign of [topic, caseOpened.topic]) {
      await expect(producer.send({ topic: foreign, messages })).rejects.toThrow(/not authorized to access topics/i);
    }
    for (const open of Object.values(kafkaClients)) {
      const read = (name: string, service: string) =>
        new Promise<string>((resolve) => {
          const because = (error: unknown) => resolve(whyAway(error, kafka.as(name)));
          const plan = { groupId: consumerGroup(service), topics: [topic], concurrency: 1, onFatal: because };
          open(name, kafka.as(name))
            .openReceiver({ ...plan, receive: () => Promise.resolve(), onSign: () => undefined })
            .then((letIn) => ends.push(() => letIn.close()), because);
        });
      expect(await read('sender', 'receiver')).toMatch(/no such right \(GROUP_AUTHORIZATION_FAILED\)/);
      expect(await read('receiver', 'other')).toMatch(/no such right \(GROUP_AUTHORIZATION_FAILED\)/);
      expect([...(await open('receiver', kafka.as('receiver')).topics())]).toEqual([topic]);
    }
  });

  it.each(clients)('has a service that %s serves wait for topics that are not granted', async (client) => {
    const { lines, logger } = log();
    await node({ service: 'receiver', brokers: kafka.as('guest'), client, prefix: '', logger });
    const told = `waiting for topics that are missing, or not granted to this user: ${topic}`;
    await eventually(() => Promise.resolve(lines.some((line) => line.includes(told))));
  });

  describe.each(clients)('knows whom %s speaks for', (client) => {
    const topicsOf = async (connection: KafkaConnection) => [
      ...(await kafkaClients[client]('any', connection).topics()),
    ];

    it.each(['plain', 'scram-sha-256'] as const)('by %s', async (mechanism) => {
      await grant(kafka.admin, [receiver], '', { takeAway: true });
      const { login, ...connection } = kafka.as('receiver');
      expect(await topicsOf({ ...connection, login: { ...login!, mechanism } })).toEqual([topic]);
      const wrong = { ...connection, login: { ...login!, mechanism, password: 'hunter2-planted' } };
      expect(await topicsOf(wrong).catch((error: unknown) => whyAway(error, wrong))).toMatch(/refuses the login/);
    });

    it('by a certificate', async () => {
      await grant(kafka.admin, [{ ...receiver, principal: 'User:CN=receiver' }]);
      const named = async (name: string) => topicsOf(kafka.byCertificate(await kafka.issue({ hosts: [name] })));
      expect(await named('receiver')).toEqual([topic]);
      expect(await named('guest')).toEqual([]);
      const none = kafka.byCertificate();
      expect(await topicsOf(none).catch((error: unknown) => whyAway(error, none))).toMatch(
        /certificate .*KAFKA_CERT_FILE/,
      );
    });
  });

  it('has every grant once, and takes none away unless told', async () => {
    await grant(kafka.admin, [sender, receiver], '', { takeAway: true });
    const nothing = { granted: [], taken: [], surplus: [] };
    expect(await grant(kafka.admin, [sender, receiver])).toEqual(nothing);
    const moved = { ...receiver, reads: [caseOpened.topic] };
    const [former, latter] = [`User:receiver READ topic ${topic}`, `User:receiver READ topic ${caseOpened.topic}`];
    const visible = async () => [...(await kafkaClients.kafkajs('receiver', kafka.as('receiver')).topics())].sort();
    expect(await grant(kafka.admin, [sender, moved])).toEqual({ ...nothing, granted: [latter], surplus: [former] });
    expect(await visible()).toEqual([caseOpened.topic, topic].sort());
    expect(await grant(kafka.admin, [sender, moved], '', { takeAway: true })).toEqual({ ...nothing, taken: [former] });
    expect(await visible()).toEqual([caseOpened.topic]);
    expect(await grant(kafka.admin, [moved], '', { takeAway: true })).toEqual(nothing);
  });
});
