import { ForgingProvider } from '@opencircle/test-provider';
import { eventually } from '@opencircle/testing';
import type { RequestOptions } from '@opencircle/software-passkey';
import { meOf, refused, startProviderWorld, type ProviderWorld } from './provider-world.js';
import { enrolPasskey, publicUrl, type Answer } from './service.js';

let world: ProviderWorld;
let provider: ForgingProvider;
beforeAll(async () => {
  provider = await ForgingProvider.start();
  world = await startProviderWorld([provider.issuer]);
});
afterAll(() => Promise.all([world.service.stop(), provider.stop()]));

type Tokens = { accessToken: string; refreshToken: string };
type Staff = Awaited<ReturnType<ProviderWorld['staff']>>;
const settings = () => ({ issuer: provider.issuer, clientId: provider.clientId, clientSecret: provider.clientSecret });

async function organization(): Promise<string> {
  const id = await world.organization();
  await world.configure(id, settings());
  return id;
}

async function byProvider(id: string, { email }: Staff): Promise<Answer> {
  const { url, flow } = await world.start(id);
  return world.finish(flow, provider.authorize(url, { sub: `subject of ${email}`, email }));
}

const byPassword = async ({ email, password }: Staff) =>
  (await world.service.post('/v1/sessions', { email, password })).body as Tokens;

const isTaken = async ({ accessToken }: Tokens) => (await world.service.get('/v1/me', accessToken)).status === 200;
const isRenewed = async ({ refreshToken }: Tokens) =>
  (await world.service.post('/v1/session-refreshes', { refreshToken })).status === 201;

/** Processes look for ended access every few seconds. */
const isRefusedSoon = (tokens: Tokens) => eventually('the token is refused', async () => !(await isTaken(tokens)), 10);

test('a session that began at a provider lasts a day and an hour unused, one by password thirty and fourteen days', async () => {
  const id = await organization();
  const one = await world.staff(id);
  await byPassword(one);
  await byProvider(id, one);
  const rows = await world.service.query<{ hours: number; unused: number }>(
    `SELECT extract(epoch FROM expires_at - started_at)::int / 3600 AS hours,
       extract(epoch FROM inactive_at - started_at)::int / 3600 AS unused
     FROM session WHERE person_id = $1 ORDER BY hours`,
    [one.id],
  );
  expect(rows).toEqual([
    { hours: 24, unused: 1 },
    { hours: 720, unused: 336 },
  ]);
});

describe('a provider that is removed', () => {
  it('takes the sessions along that began there, and no others', async () => {
    const [id, beside] = [await organization(), await organization()];
    const [one, neighbour] = [await world.staff(id), await world.staff(beside)];
    const [ended, other] = [(await byProvider(id, one)).body as Tokens, await byPassword(one)];
    const elsewhere = (await byProvider(beside, neighbour)).body as Tokens;
    await world.remove(id);
    await isRefusedSoon(ended);
    // Tokens are the person's, and are renewed by whoever still has a session.
    await isRefusedSoon(other);
    expect(await Promise.all([ended, other, elsewhere].map(isRenewed))).toEqual([false, true, true]);
    expect(await isTaken(elsewhere)).toBe(true);
    const why = await world.service.query(
      `SELECT revoked_because AS why FROM session WHERE person_id = $1 AND revoked_at IS NOT NULL`,
      [one.id],
    );
    expect(why).toEqual([{ why: 'provider-ended' }]);
  });

  it('leaves the session of whoever removes it, which they have confirmed themselves', async () => {
    const id = await organization();
    const owner = await world.staff(id, 'owner');
    const passkey = await enrolPasskey(world.service, (await byPassword(owner)).accessToken);
    const { body } = await byProvider(id, owner);
    const answer = passkey.authenticate(body.passkey as RequestOptions, publicUrl);
    const second = { challenge: body.challenge as string, factor: 'passkey', answer };
    const tokens = (await world.service.post('/v1/session-challenges', second)).body as Tokens;
    const path = `/v1/organizations/${id}/identity-provider`;
    const ended = () => world.service.query('SELECT epoch FROM access_revocation WHERE person_id = $1', [owner.id]);
    const before = await ended();
    expect((await world.service.delete(path, tokens.accessToken)).status).toBe(204);
    expect([await ended(), await isTaken(tokens), await isRenewed(tokens)]).toEqual([before, true, true]);
  });

  it('lets nobody finish with a second factor what began before', async () => {
    const id = await organization();
    const one = await world.staff(id);
    const passkey = await enrolPasskey(world.service, (await byPassword(one)).accessToken);
    const begin = async () => {
      const { body } = await byProvider(id, one);
      const answer = passkey.authenticate(body.passkey as RequestOptions, publicUrl);
      return { challenge: body.challenge as string, factor: 'passkey', answer };
    };
    const late = await begin();
    const refusal = { status: 401, body: { code: 'factor-refused' } };
    await world.remove(id);
    expect(await world.service.post('/v1/session-challenges', late)).toMatchObject(refusal);
    await world.configure(id, settings());
    const later = await begin();
    await world.service.post(`/v1/organizations/${id}/suspensions`, {}, world.admin);
    expect(await world.service.post('/v1/session-challenges', later)).toMatchObject(refusal);
    await world.service.post(`/v1/organizations/${id}/verifications`, {}, world.admin);
    const older = await begin();
    await world.service.query('UPDATE session_challenge SET configured_at = NULL WHERE person_id = $1', [one.id]);
    expect(await world.service.post('/v1/session-challenges', older)).toMatchObject(refusal);
    const right = await begin();
    expect((await world.service.post('/v1/session-challenges', right)).status).toBe(201);
  });
});

test('a suspension ends the sessions that began at its provider, of staff below it too', async () => {
  const id = await organization();
  const below = await world.organization(id);
  const one = await world.staff(below);
  const tokens = (await byProvider(id, one)).body as Tokens;
  const own = await byPassword(one);
  await world.service.post(`/v1/organizations/${id}/suspensions`, {}, world.admin);
  await isRefusedSoon(tokens);
  expect(await Promise.all([tokens, own].map(isRenewed))).toEqual([false, true]);
});

describe('roles in a session that began at a provider', () => {
  const renewed = async ({ refreshToken }: Tokens) =>
    (await world.service.post('/v1/session-refreshes', { refreshToken })).body as Tokens;
  const organizationsOf = async (tokens: Tokens) => {
    const { roles } = (await meOf(world.service, { body: tokens } as Answer)) as {
      roles: { organizationId: string }[];
    };
    return roles.map(({ organizationId }) => organizationId);
  };
  const statusOf = async (id: string, { accessToken }: Tokens) =>
    (await world.service.get(`/v1/organizations/${id}`, accessToken)).status;

  it('are those of its organization alone, whatever its person gets elsewhere', async () => {
    const [id, elsewhere] = [await organization(), await world.organization()];
    const one = await world.staff(id);
    const tokens = (await byProvider(id, one)).body as Tokens;
    const own = await byPassword(one);
    await world.grant(elsewhere, one.id);
    const later = await renewed(tokens);
    expect(await organizationsOf(later)).toEqual([id]);
    expect([await statusOf(id, later), await statusOf(elsewhere, later)]).toEqual([200, 404]);
    const whole = await renewed(own);
    expect((await organizationsOf(whole)).toSorted()).toEqual([id, elsewhere].toSorted());
    expect(await statusOf(elsewhere, whole)).toBe(200);
  });

  it('end with the move of their organization to another place', async () => {
    const id = await organization();
    const below = await world.organization(id);
    const one = await world.staff(below);
    const tokens = (await byProvider(id, one)).body as Tokens;
    expect(await organizationsOf(tokens)).toEqual([below]);
    const moved = await world.service.post(`/v1/organizations/${below}/moves`, { parentId: null }, world.admin);
    expect(moved.status).toBeLessThan(300);
    const later = await renewed(tokens);
    expect([await organizationsOf(later), await statusOf(below, later)]).toEqual([[], 403]);
  });
});

test('another client at the provider ends sessions, another secret does not', async () => {
  const id = await organization();
  const one = await world.staff(id);
  const first = (await byProvider(id, one)).body as Tokens;
  await world.configure(id, { ...settings(), clientSecret: 'a new secret' });
  expect(await world.service.query('SELECT 1 FROM access_revocation WHERE person_id = $1', [one.id])).toEqual([]);
  expect(await isTaken(first)).toBe(true);
  await world.configure(id, { ...settings(), clientId: 'another client' });
  await isRefusedSoon(first);
  expect(await isRenewed(first)).toBe(false);
});

test('one that is away is left alone for ten seconds, however many wish to sign in', async () => {
  const id = await organization();
  let asked = 0;
  provider.takeOver = (_, response) => {
    asked++;
    response.writeHead(503).end();
    return true;
  };
  const start = () => world.service.post('/v1/session-provider-starts', { organizationId: id });
  for (let n = 0; n < 3; n++) expect(await start()).toMatchObject(refused);
  expect(asked).toBe(1);
  provider.takeOver = () => false;
  expect(await start()).toMatchObject(refused);
  const now = Date.now;
  Date.now = () => now() + 10_000;
  try {
    expect((await start()).status).toBe(201);
  } finally {
    Date.now = now;
  }
});
