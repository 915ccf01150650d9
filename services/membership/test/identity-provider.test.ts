import { ForgingProvider } from '@opencircle/test-provider';
import { redirectUri, startProviderWorld, type ProviderWorld } from './provider-world.js';
import { itemsOf, type Answer } from './service.js';

let world: ProviderWorld;
let provider: ForgingProvider;
let other: ForgingProvider;
beforeAll(async () => {
  [provider, other] = [await ForgingProvider.start(), await ForgingProvider.start()];
  world = await startProviderWorld([provider.issuer, other.issuer]);
});
afterAll(() => Promise.all([world.service.stop(), provider.stop(), other.stop()]));
beforeEach(() => {
  provider.description = {};
  provider.takeOver = () => false;
});

const settingsOf = ({ issuer, clientId, clientSecret }: ForgingProvider) => ({ issuer, clientId, clientSecret });
const read = (id: string, token = world.admin) => world.service.get(`/v1/organizations/${id}/identity-provider`, token);
const ruleOf = ({ body }: Answer) => (body as { errors: { pointer: string; rule: string }[] }).errors[0];
const publicList = async () => itemsOf<{ organizationId: string }>(await world.service.get('/v1/identity-providers'));

describe('the provider of an organization', () => {
  it('is configured, shown without its secret, changed and removed', async () => {
    const id = await world.organization();
    expect(await read(id)).toMatchObject({ status: 200, body: { redirectUri, provider: null } });
    const set = await world.configure(id, settingsOf(provider));
    expect(set).toMatchObject({
      status: 200,
      body: { redirectUri, provider: { issuer: provider.issuer, clientId: 'opencircle' } },
    });
    expect((await read(id)).body).toEqual(set.body);
    expect(set.text).not.toContain(provider.clientSecret);
    expect((await publicList()).map(({ organizationId }) => organizationId)).toContain(id);
    const [row] = await world.service.query<{ text: string }>(
      `SELECT i::text || encode(client_secret, 'escape') AS text FROM identity_provider i WHERE organization_id = $1`,
      [id],
    );
    expect(row?.text).not.toContain(provider.clientSecret);
    expect((await world.configure(id, { ...settingsOf(other), clientId: 'another' })).body).toMatchObject({
      provider: { issuer: other.issuer, clientId: 'another' },
    });
    expect((await world.remove(id)).status).toBe(204);
    expect((await world.remove(id)).status).toBe(204);
    expect((await read(id)).body).toMatchObject({ provider: null });
    expect((await publicList()).map(({ organizationId }) => organizationId)).not.toContain(id);
    const noted = await world.service.query<{ facts: { step: string } }>(
      `SELECT facts FROM audit_entry WHERE action = 'identity-provider.configure' AND organization_id = $1 ORDER BY id`,
      [id],
    );
    expect(noted.map(({ facts }) => facts.step)).toEqual(['added', 'changed', 'removed']);
  });

  it('is not told of to everybody while its organization is suspended', async () => {
    const id = await world.organization();
    await world.configure(id, settingsOf(provider));
    await world.service.post(`/v1/organizations/${id}/suspensions`, {}, world.admin);
    expect((await publicList()).map(({ organizationId }) => organizationId)).not.toContain(id);
  });

  it('is for the owner and admins to set, for managers to see, and for nobody beside', async () => {
    const [id, elsewhere] = [await world.organization(), await world.organization()];
    const { service } = world;
    const [owner, manager, stranger] = [
      await service.signIn(await world.staff(id, 'owner')),
      await service.signIn(await world.staff(id)),
      await service.signIn(await world.staff(elsewhere, 'owner')),
    ];
    const settings = settingsOf(provider);
    expect((await world.configure(id, settings, manager)).status).toBe(403);
    expect((await world.configure(id, settings, stranger)).status).toBe(404);
    expect((await world.configure(id, settings, owner)).status).toBe(200);
    expect([(await read(id, manager)).status, (await read(id, stranger)).status]).toEqual([200, 404]);
    expect((await service.delete(`/v1/organizations/${id}/identity-provider`, manager)).status).toBe(403);
  });

  it('is not for the owner of a suspended organization to set or take away; an admin may', async () => {
    const id = await world.organization();
    const owner = await world.service.signIn(await world.staff(id, 'owner'));
    await world.configure(id, settingsOf(provider), owner);
    await world.service.post(`/v1/organizations/${id}/suspensions`, {}, world.admin);
    expect((await world.configure(id, settingsOf(other), owner)).status).toBe(403);
    expect((await world.service.delete(`/v1/organizations/${id}/identity-provider`, owner)).status).toBe(403);
    expect((await read(id, owner)).body).toMatchObject({ provider: { issuer: provider.issuer } });
    expect((await world.remove(id)).status).toBe(204);
  });

  it('needs a session that was confirmed in the last ten minutes', async () => {
    const id = await world.organization();
    const owner = await world.staff(id, 'owner');
    const token = await world.service.signIn(owner);
    await world.service.query(`UPDATE session SET confirmed_at = now() - interval '11 minutes' WHERE person_id = $1`, [
      owner.id,
    ]);
    const answer = await world.configure(id, settingsOf(provider), token);
    expect(answer).toMatchObject({ status: 403, body: { code: 'confirm-first' } });
    const removal = await world.service.delete(`/v1/organizations/${id}/identity-provider`, token);
    expect(removal).toMatchObject({ status: 403, body: { code: 'confirm-first' } });
  });

  it('forgets who was who when it becomes another one, or another client of it', async () => {
    const id = await world.organization();
    const { email } = await world.staff(id);
    await world.configure(id, settingsOf(provider));
    const pins = async () =>
      (await world.service.query('SELECT 1 FROM federated_identity WHERE organization_id = $1', [id])).length;
    const { url, flow } = await world.start(id);
    expect((await world.finish(flow, provider.authorize(url, { sub: 's1', email }))).status).toBe(201);
    await world.configure(id, { ...settingsOf(provider), clientSecret: 'a new secret' });
    expect(await pins()).toBe(1);
    await world.configure(id, { ...settingsOf(provider), clientId: 'another client' });
    expect(await pins()).toBe(0);
  });
});

describe('an issuer that cannot be used', () => {
  it.each([
    ['not an address', 'not-an-address'],
    ['ftp://login.example.org', 'not-https'],
    ['http://login.example.org', 'not-https'],
    ['javascript:alert(1)', 'not-https'],
    ['https://login.example.org:8443', 'has-port'],
    ['https://user:secret@login.example.org', 'has-credentials'],
    ['https://login.example.org/?tenant=a', 'has-query'],
    ['https://login.example.org/#a', 'has-fragment'],
  ])('%s is told what is wrong', async (issuer, rule) => {
    const answer = await world.configure(await world.organization(), { ...settingsOf(provider), issuer });
    expect(answer).toMatchObject({ status: 422, body: { code: 'issuer-refused' } });
    expect(ruleOf(answer)).toMatchObject({ pointer: '/issuer', rule });
  });

  it.each([
    'https://127.0.0.1',
    'https://[::1]',
    'https://[::ffff:169.254.169.254]',
    'https://169.254.169.254',
    'https://10.0.0.1:443',
    'https://0x7f.1',
    'https://localhost',
    'https://nobody.invalid',
  ])('%s is told nothing but that it was not reached', async (issuer) => {
    const answer = await world.configure(await world.organization(), { ...settingsOf(provider), issuer });
    expect(answer.status).toBe(422);
    expect(ruleOf(answer)).toMatchObject({ pointer: '/issuer', rule: 'unreachable' });
  });

  const breakages: Record<string, () => void> = {
    'redirects elsewhere': () => {
      provider.takeOver = (_, response) => {
        response.writeHead(302, { location: `${other.issuer}/.well-known/openid-configuration` }).end();
        return true;
      };
    },
    'answers more than it may': () => {
      provider.description = { padding: 'x'.repeat(1_100_000) };
    },
    'answers no JSON': () => {
      provider.takeOver = (_, response) => {
        response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Sign in</h1>');
        return true;
      };
    },
    'answers a fault': () => {
      provider.takeOver = (_, response) => {
        response.writeHead(500).end();
        return true;
      };
    },
    'answers too slowly': () => {
      provider.takeOver = (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' }).write('{');
        return true;
      };
    },
    'is another one': () => {
      provider.description = { issuer: other.issuer };
    },
    'names a pattern in place of itself': () => {
      provider.description = { issuer: `${provider.issuer}/{tenantid}` };
    },
  };
  it.each(Object.entries(breakages))(
    'one that %s was not reached',
    async (_, breakIt) => {
      breakIt();
      const answer = await world.configure(await world.organization(), settingsOf(provider));
      expect(answer.status).toBe(422);
      expect(ruleOf(answer)).toMatchObject({ pointer: '/issuer', rule: 'unreachable' });
    },
    20_000,
  );

  it.each<[string, Record<string, unknown>]>([
    ['signs with shared secrets alone', { id_token_signing_alg_values_supported: ['HS256', 'none'] }],
    ['has no keys', { jwks_uri: undefined }],
    ['has no token endpoint', { token_endpoint: undefined }],
    ['takes codes at another port', { token_endpoint: 'https://login.example.org:8443/token' }],
    ['takes codes by plain http', { token_endpoint: 'http://login.example.org/token' }],
    ['has its keys at another port', { jwks_uri: 'https://login.example.org:8443/keys' }],
    ['has its keys inside', { jwks_uri: 'https://10.0.0.1/keys' }],
    ['tells addresses at another port', { userinfo_endpoint: 'https://login.example.org:8443/userinfo' }],
    ['tells addresses nowhere', { userinfo_endpoint: 'nowhere' }],
    ['sends people to a script', { authorization_endpoint: 'javascript:alert(1)' }],
    ['sends people to plain http elsewhere', { authorization_endpoint: 'http://login.example.org/' }],
    ['knows no client secrets', { token_endpoint_auth_methods_supported: ['private_key_jwt'] }],
  ])('one that %s does not suit', async (_, description) => {
    provider.description = description;
    const answer = await world.configure(await world.organization(), settingsOf(provider));
    expect(ruleOf(answer)).toMatchObject({ pointer: '/issuer', rule: 'unsuitable' });
  });

  it('is none whose endpoints stand on other machines, at 443 or where the operator allows it', async () => {
    provider.description = {
      token_endpoint: 'https://token.example.org/token',
      jwks_uri: `${other.issuer}/keys`,
      userinfo_endpoint: 'https://login.example.org:443/userinfo',
    };
    expect((await world.configure(await world.organization(), settingsOf(provider))).status).toBe(200);
  });
});
