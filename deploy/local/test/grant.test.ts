import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createTopics, grant } from '@opencircle/backing-services';
import { kafkajsSettings } from '@opencircle/kafka-connection';
import { startSecuredKafka, type SecuredKafka } from '@opencircle/testing';
import { Kafka, logLevel } from 'kafkajs';

const command = resolve(import.meta.dirname, '../../kafka/grant.mjs');
const foreign = 'opencircle.membership.membership';

describe('deploy/kafka/grant.mjs', () => {
  let kafka: SecuredKafka;
  let folder: string;

  beforeAll(async () => {
    kafka = await startSecuredKafka(['listings']);
    await createTopics(kafka.admin);
    folder = mkdtempSync(join(tmpdir(), 'opencircle-grant-'));
    writeFileSync(join(folder, 'ca.pem'), kafka.admin.tls?.ca ?? '');
  }, 120_000);

  afterAll(async () => {
    await kafka.stop();
    rmSync(folder, { recursive: true });
  });

  /** The command's exit code and what it says, run by the cluster's administrator. */
  function run(
    args: string[] = [],
    variables: Record<string, string> = {},
  ): Promise<Record<'out' | 'err', string> & { code: number }> {
    const env = {
      KAFKA_BROKERS: kafka.admin.brokers.join(),
      KAFKA_TLS: 'true',
      KAFKA_CA_FILE: join(folder, 'ca.pem'),
      KAFKA_USERNAME: 'admin',
      KAFKA_PASSWORD: kafka.admin.login?.password ?? '',
      ...variables,
    };
    return new Promise((done) => {
      execFile(process.execPath, [command, ...args], { env }, (error, out, err) =>
        done({ code: error === null ? 0 : Number(error.code), out, err }),
      );
    });
  }

  async function visibleToListings(): Promise<string[]> {
    const settings = { ...kafkajsSettings(kafka.as('listings')), clientId: 'listings', logLevel: logLevel.NOTHING };
    const admin = new Kafka(settings).admin();
    await admin.connect();
    const topics = await admin.listTopics();
    await admin.disconnect();
    return topics.sort();
  }

  it('grants what the code of every service says, and leaves the rest until told to take it away', async () => {
    await grant(kafka.admin, [{ service: 'listings', principal: 'User:listings', writes: [foreign], reads: [] }]);
    const surplus = `User:listings WRITE topic ${foreign}`;

    const { code, out } = await run();
    expect(code).toBe(0);
    const lines = out.trim().split('\n');
    expect(lines.splice(-2)).toEqual([
      `still allowed: ${surplus}`,
      'once no process of an older release runs: grant.mjs --take-away',
    ]);
    for (const line of lines) expect(line).toMatch(/^granted: User:\w+ (READ|WRITE) (topic|group) opencircle\.\S+$/);
    for (const service of ['listings', 'matching', 'membership', 'notifications'])
      expect(lines).toContain(`granted: User:${service} READ group opencircle.${service}`);
    expect(lines).toContain('granted: User:listings WRITE topic opencircle.listings.listing');
    const own = lines.flatMap((line) => /User:listings \w+ topic (\S+)$/.exec(line)?.[1] ?? []);
    expect(await visibleToListings()).toEqual([...own, foreign].sort());

    expect(await run(['--take-away'])).toMatchObject({ code: 0, out: `taken away: ${surplus}\n` });
    expect(await visibleToListings()).toEqual(own.sort());
  }, 240_000);

  it('takes a service for whom KAFKA_PRINCIPAL says, and says when there is nothing to do', async () => {
    const principal = { KAFKA_PRINCIPAL: 'User:CN={service},OU={service}' };
    const { out } = await run([], principal);
    expect(out).toContain('granted: User:CN=listings,OU=listings WRITE topic opencircle.listings.listing\n');
    expect(await run([], principal)).toMatchObject({ code: 0, out: 'all grants are as the code says\n' });
  }, 240_000);

  it.each([
    ['a refused login', [], { KAFKA_PASSWORD: 'hunter2' }, 1, /^SASL \S+ \S+ authentication failed(?!.*hunter2)/m],
    ['another option', ['--take'], {}, 78, /^grant cannot start:\n {2}--take is no option/],
    ['no brokers', [], { KAFKA_BROKERS: '' }, 78, /^grant cannot start:\n {2}KAFKA_BROKERS is missing/],
    ['a principal of no service', [], { KAFKA_PRINCIPAL: 'User:all' }, 78, /^grant cannot start:\n {2}KAFKA_PRINCIPAL/],
  ])(
    'fails at %s, and says so',
    async (_fault, args, variables, code, err) => {
      expect(await run(args, variables)).toEqual({ code, out: '', err: expect.stringMatching(err) });
    },
    120_000,
  );
});
