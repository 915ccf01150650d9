import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  listingPublished,
  newId,
  organizationRegistered,
  organizationRenamed,
  organizationSuspended,
  organizationVerified,
  type ListingPublished,
} from '@opencircle/contracts';
import { createApplication } from '@opencircle/service-defaults';
import {
  eventually,
  publisher,
  testBrokers,
  testDatabase,
  topicPrefix,
  type Publisher,
  type TestDatabase,
} from '@opencircle/testing';
import { dataSource, migrate } from '@opencircle/persistence';
import { matching } from '../src/service.js';

type Item = { listingId: string; name: string; distanceKm: number; nextSession: { start: string } };
type Body = { items: Item[]; total: number; errors: { pointer: string }[] };

const sample = listingPublished.sample as ListingPublished;

describe('searching groups', () => {
  let app: NestFastifyApplication;
  let database: TestDatabase;
  let sender: Publisher;
  let prefix: string;

  const start = async () => {
    const made = await createApplication(matching, {
      variables: {
        PORT: '4802',
        DATABASE_URL: database.serviceUrl,
        KAFKA_BROKERS: testBrokers(),
        TOPIC_PREFIX: prefix,
        ISSUER: 'https://opencircle.example',
        JWKS_URL: 'http://127.0.0.1:1/.well-known/jwks.json',
        LOG_LEVEL: 'fatal',
        // These tests ask again and again until an event has come.
        REQUEST_LIMIT_FACTOR: '100',
      },
    });
    await made.startAllMicroservices();
    return made;
  };

  beforeAll(async () => {
    database = await testDatabase();
    await migrate(database.ownerUrl, matching.migrations);
    prefix = await topicPrefix();
    sender = await publisher(prefix);
    app = await start();
  });

  afterAll(async () => {
    await Promise.all([app.close(), sender.close()]);
    await database.drop();
  });

  const post = async (url: string, payload: object) => {
    const response = await app.inject({ method: 'POST', url, payload });
    return { status: response.statusCode, headers: response.headers, body: response.json<Body>() };
  };
  const search = (payload: object) => post('/v1/searches', payload);

  async function publish(
    content: Partial<ListingPublished['content']>,
    id = newId<ListingPublished['listingId']>(),
    version = 1,
    organizationId = sample.organizationId,
  ) {
    await sender.publish(listingPublished, id, version, {
      ...sample,
      organizationId,
      listingId: id,
      content: { ...sample.content, ...content },
    });
    return id;
  }

  it('finds a group as soon as it is published, with distance, next date and reasons', async () => {
    await sender.publish(organizationRegistered, sample.organizationId, 1, organizationRegistered.sample as never);
    const id = await publish({ name: 'Rose garden circle' });
    const near = { point: { latitude: 37.34, longitude: -121.9 }, withinKm: 10 };
    const item = await eventually(
      'the group is found',
      async () => (await search({ near, focuses: ['addiction-recovery'] })).body.items[0],
    );
    expect(item).toMatchObject({
      listingId: id,
      name: 'Rose garden circle',
      modality: 'in-person',
      place: { locality: 'San Jose', region: 'CA' },
      nextSession: { zone: 'America/Los_Angeles' },
      reasons: expect.arrayContaining(['focus-match', 'near']),
    });
    expect(item.distanceKm).toBeGreaterThan(1);
    expect(item.distanceKm).toBeLessThan(2);
    expect(Date.parse(item.nextSession.start)).toBeGreaterThan(Date.now());
    const group = (await app.inject(`/v1/groups/${id}`)).json<{
      nextSessions: unknown[];
      organization: { name: string };
    }>();
    expect(group.nextSessions).toHaveLength(8);
    expect(group.organization.name).toBe('Riverside Family Groups');
    const { organizationId } = sample;
    const renamed = { organizationId, name: 'Riverside Circles', renamedAt: '2026-11-24T08:00:00.000Z' } as const;
    await sender.publish(organizationRenamed, organizationId, 2, renamed);
    await eventually('the new name shows', async () => {
      const now = (await app.inject(`/v1/groups/${id}`)).json<{ organization: { name: string } }>();
      return now.organization.name === 'Riverside Circles';
    });
  });

  it('follows a group that is published anew', async () => {
    const id = await publish({ name: 'Before', focuses: ['ocd'] });
    await eventually('found by the old focus', async () => (await search({ focuses: ['ocd'] })).body.total === 1);
    await publish({ name: 'After', focuses: ['adhd'] }, id, 2);
    await eventually(
      'found by the new focus',
      async () => (await search({ focuses: ['adhd'] })).body.items[0]?.name === 'After',
    );
    expect((await search({ focuses: ['ocd'] })).body.total).toBe(0);
  });

  it('hides the groups of a suspended organization, also one that is published then, until it is verified', async () => {
    const organizationId = newId<ListingPublished['organizationId']>();
    const at = '2026-11-24T08:00:00.000Z';
    const registered = { organizationId, name: 'Harbour', kind: 'chapter', parentId: null, registeredAt: at } as const;
    await sender.publish(organizationRegistered, organizationId, 1, registered);
    const [focuses, other] = [['bipolar'] as const, ['loneliness'] as const];
    const id = await publish({ focuses: [...focuses] }, undefined, 1, organizationId);
    const beside = await publish({ focuses: [...other] });
    const total = async (wanted: readonly string[]) => (await search({ focuses: wanted })).body.total;
    const page = async (listingId: string) => (await app.inject(`/v1/groups/${listingId}`)).statusCode;
    await eventually('both are found', async () => (await total(focuses)) === 1 && (await total(other)) === 1);
    await sender.publish(organizationSuspended, organizationId, 2, { organizationId, suspendedAt: at });
    await eventually('hidden', async () => (await total(focuses)) === 0);
    const late = await publish({ focuses: [...focuses] }, undefined, 1, organizationId);
    const witness = await publish({ focuses: [...other] });
    await eventually('what was published after it is found', async () => (await total(other)) === 2);
    expect(await total(focuses)).toBe(0);
    expect(await Promise.all([id, beside, witness].map(page))).toEqual([404, 200, 200]);
    await app.close();
    app = await start();
    expect([await total(focuses), await total(other)]).toEqual([0, 2]);
    await sender.publish(organizationVerified, organizationId, 3, { organizationId, verifiedAt: at });
    await eventually('found again', async () => (await total(focuses)) === 2);
    expect(await Promise.all([id, late].map(page))).toEqual([200, 200]);
  });

  it('keeps a suspended organization hidden while the events of its life are read again', async () => {
    const organizationId = newId<ListingPublished['organizationId']>();
    const at = '2026-11-24T08:00:00.000Z';
    const registered = { organizationId, name: 'Lakeside', kind: 'chapter', parentId: null, registeredAt: at } as const;
    const toSuspension = async () => {
      await sender.publish(organizationRegistered, organizationId, 1, registered);
      await sender.publish(organizationVerified, organizationId, 2, { organizationId, verifiedAt: at });
    };
    const suspension = () => sender.publish(organizationSuspended, organizationId, 3, { organizationId, suspendedAt: at }); // prettier-ignore
    const total = async () => (await search({ focuses: ['burnout'] })).body.total;
    const owner = await dataSource({ url: database.ownerUrl, name: 'ops', poolSize: 1 }).initialize();
    const reached = async (version: number) => {
      const sql = 'SELECT FROM inbox_cursor WHERE subject = $1 AND version = $2';
      await eventually(`version ${version} is read`, async () => (await owner.query<unknown[]>(sql, [organizationId, version])).length === 1); // prettier-ignore
    };
    await toSuspension();
    await publish({ focuses: ['burnout'] }, undefined, 1, organizationId);
    await eventually('found', async () => (await total()) === 1);
    await suspension();
    await eventually('hidden', async () => (await total()) === 0);

    await owner.query('DELETE FROM inbox_cursor WHERE subject = $1', [organizationId]);
    await toSuspension();
    await reached(2);
    // Longer than a replica takes to see what was written.
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(await total()).toBe(0);
    await suspension();
    await sender.publish(organizationVerified, organizationId, 4, { organizationId, verifiedAt: at });
    await eventually('found again', async () => (await total()) === 1);
    await owner.destroy();
  });

  it('has everything again after a restart, also what came while it was away', async () => {
    await app.close();
    await publish({ name: 'While away', focuses: ['perinatal'] });
    app = await start();
    await eventually(
      'found after the restart',
      async () => (await search({ focuses: ['perinatal'] })).body.total === 1,
    );
    expect((await search({ focuses: ['adhd'] })).body.total).toBe(1);
  });

  it('finds places, so that nobody needs coordinates', async () => {
    const { body } = await post('/v1/place-searches', { text: 'san jose, ca' });
    expect(body.items[0]).toMatchObject({
      kind: 'city',
      point: { latitude: expect.closeTo(37.3, 0), longitude: expect.closeTo(-121.9, 0) },
    });
  });

  it.each([
    [{ near: { point: { latitude: 91, longitude: 0 }, withinKm: 5 } }, '/near/point/latitude'],
    [{ focuses: ['anything'] }, '/focuses/0'],
    [{ limit: 1000 }, '/limit'],
    [{ weekdays: [8] }, '/weekdays/0'],
  ])('refuses %j and names the field', async (request, pointer) => {
    const { status, body } = await search(request);
    expect([status, body.errors[0]?.pointer]).toEqual([400, pointer]);
  });

  it('tells how often a client may search and look places up: here a hundred times of 120 in a minute', async () => {
    const policies = [await search({}), await post('/v1/place-searches', { text: 'Dublin' })].map(
      ({ headers }) => headers['ratelimit-policy'],
    );
    expect(policies).toEqual(['"search";q=12000;w=60', '"place";q=12000;w=60']);
    expect((await search({})).headers).not.toHaveProperty('ratelimit');
  });

  it('does not tell an unpublished listing from one that never was', async () => {
    const response = await app.inject(`/v1/groups/${newId()}`);
    expect(response.statusCode).toBe(404);
    expect(response.headers['content-type']).toContain('application/problem+json');
  });
});
