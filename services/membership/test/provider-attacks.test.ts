import { createHmac } from 'node:crypto';
import { ForgingProvider, type Forgery } from '@opencircle/test-provider';
import { exportJWK, exportSPKI, generateKeyPair, importJWK, SignJWT, type CryptoKey } from 'jose';
import { refused, startProviderWorld, type ProviderWorld } from './provider-world.js';

let world: ProviderWorld;
let provider: ForgingProvider;
let other: ForgingProvider;
let id: string;
let email: string;
beforeAll(async () => {
  [provider, other] = [await ForgingProvider.start(), await ForgingProvider.start()];
  world = await startProviderWorld([provider.issuer, other.issuer]);
  id = await world.organization();
  email = (await world.staff(id)).email;
  await world.configure(id, provider);
});
afterAll(() => Promise.all([world.service.stop(), provider.stop(), other.stop()]));

const now = () => Math.floor(Date.now() / 1000);
const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
const hmac = (text: string, key: string) => createHmac('sha256', key).update(text).digest('base64url');

async function attempt(forgery: Forgery, who: object = { sub: 's', email }) {
  const { url, flow } = await world.start(id);
  return world.finish(flow, provider.authorize(url, { ...who }, forgery));
}

test('a right token lets in (control)', async () => {
  expect((await attempt({})).status).toBe(201);
  const right: Forgery = {
    claims: { aud: [provider.clientId], azp: provider.clientId },
    sign: (all) => provider.signed(all),
  };
  expect((await attempt(right)).status).toBe(201);
});

describe('a token that is not what it should be', () => {
  const forgeries: Record<string, Forgery> = {
    'has no signature (alg none)': { sign: (all) => `${encode({ alg: 'none' })}.${encode(all)}.` },
    'has lost its signature': {
      sign: async (all, by) => `${(await by.signed(all)).split('.').slice(0, 2).join('.')}.`,
    },
    'is signed with the client secret (HS256)': {
      sign: (all, { clientSecret }) => {
        const text = `${encode({ alg: 'HS256' })}.${encode(all)}`;
        return `${text}.${hmac(text, clientSecret)}`;
      },
    },
    'is signed with the public key as a secret (HS256)': {
      sign: async (all, { publicKey }) => {
        const text = `${encode({ alg: 'HS256', kid: publicKey.kid })}.${encode(all)}`;
        return `${text}.${hmac(text, await exportSPKI((await importJWK(publicKey)) as CryptoKey))}`;
      },
    },
    'is signed with a foreign key': {
      sign: async (all, { publicKey }) => {
        const { privateKey } = await generateKeyPair('ES256');
        const header = { alg: 'ES256', kid: publicKey.kid as string };
        return new SignJWT(all).setProtectedHeader(header).sign(privateKey);
      },
    },
    'brings its own key': {
      sign: async (all) => {
        const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
        const header = { alg: 'ES256', jwk: await exportJWK(publicKey) };
        return new SignJWT(all).setProtectedHeader(header).sign(privateKey);
      },
    },
    'is signed by an algorithm that the provider does not name': {
      sign: async (all) => {
        const { privateKey } = await generateKeyPair('RS256');
        return new SignJWT(all).setProtectedHeader({ alg: 'RS256' }).sign(privateKey);
      },
    },
    'was changed after it was signed': {
      sign: async (all, by) => {
        const [header, , signature] = (await by.signed(all)).split('.');
        return `${header}.${encode({ ...all, sub: 'somebody else' })}.${signature}`;
      },
    },
    'has a critical header that nobody knows': { sign: (all, by) => by.signed(all, { crit: ['b64'], b64: true }) },
    'is for another client': { claims: { aud: 'another' } },
    'is for several clients, and nobody in particular': { claims: { aud: ['opencircle', 'another'] } },
    'was given to another party': { claims: { azp: 'another' } },
    'is of another issuer': { claims: { iss: 'https://login.example.org' } },
    'is over': { claims: { iat: now() - 900, exp: now() - 600 } },
    'is not yet': { claims: { nbf: now() + 600 } },
    'never ends': { claims: { exp: undefined } },
    'has another nonce': { claims: { nonce: 'another' } },
    'has no nonce': { claims: { nonce: undefined } },
    'has no subject': { claims: { sub: undefined } },
    'has a subject that is no text': { claims: { sub: 7 } },
    'is no token': { sign: () => 'no token' },
    'is empty': { sign: () => '' },
    'says its address is verified in words': { claims: { sub: 'new 1', email_verified: 'true' } },
    'says nothing of whether its address is verified': { claims: { sub: 'new 2', email_verified: undefined } },
    'has two addresses': { claims: { sub: 'new 3', email: ['a@example.org', 'b@example.org'] } },
    'is of a subject with the address of somebody pinned': { claims: { sub: 'new 4' } },
  };
  it.each(Object.entries(forgeries))('%s', async (_, forgery) => {
    expect(await attempt(forgery)).toMatchObject(refused);
  });
});

describe('an answer that is not what it should be', () => {
  const answers: Record<string, Record<string, string>> = {
    'has another state': { state: 'another' },
    'comes from another issuer (mix-up)': { iss: 'https://login.example.org' },
    'has a code that the provider does not know': { code: 'made up' },
  };
  it.each(Object.entries(answers))('%s', async (_, answer) => {
    expect(await attempt({ answer })).toMatchObject(refused);
  });

  it('says nothing of its issuer where the provider says it always does', async () => {
    const { url, flow } = await world.start(id);
    const { iss: _, ...answer } = provider.authorize(url, { sub: 's', email });
    expect(await world.finish(flow, answer)).toMatchObject(refused);
  });

  it('has no state, or more than there is', async () => {
    const { url, flow } = await world.start(id);
    const answer = provider.authorize(url, { sub: 's', email });
    expect((await world.finish(flow, { ...answer, state: undefined })).status).toBe(400);
    expect((await world.finish(flow, { ...answer, id_token: 'x' })).status).toBe(400);
    expect((await world.finish(flow, { ...answer, code: ['a', 'b'] })).status).toBe(400);
    expect((await world.finish(flow, answer)).status).toBe(201);
  });

  it('comes twice', async () => {
    const { url, flow } = await world.start(id);
    const answer = provider.authorize(url, { sub: 's', email });
    const both = await Promise.all([world.finish(flow, answer), world.finish(flow, answer)]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 401]);
    expect(await world.finish(flow, answer)).toMatchObject(refused);
    // The state is used up even when the code is another one.
    expect(await world.finish(flow, provider.authorize(url, { sub: 's', email }))).toMatchObject(refused);
  });

  it('belongs to another flow', async () => {
    const [one, two] = [await world.start(id), await world.start(id)];
    const answer = provider.authorize(one.url, { sub: 's', email });
    expect(await world.finish(two.flow, answer)).toMatchObject(refused);
    expect(await world.finish(two.flow, { ...answer, state: two.flow['state'] })).toMatchObject(refused);
  });

  it("is another provider's, sent to us (mix-up)", async () => {
    const elsewhere = await world.organization();
    await world.configure(elsewhere, other);
    const { flow } = await world.start(id);
    const { url } = await world.start(elsewhere);
    const theirs = other.authorize(url, { sub: 's', email });
    const answer = { ...theirs, state: flow['state'] };
    expect(await world.finish(flow, answer)).toMatchObject(refused);
    expect(await world.finish(flow, { ...answer, iss: provider.issuer })).toMatchObject(refused);
  });

  it("is for one organization and is shown to another's flow", async () => {
    const elsewhere = await world.organization();
    await world.configure(elsewhere, other);
    const { url, flow } = await world.start(elsewhere);
    const answer = other.authorize(url, { sub: 's', email });
    expect(await world.finish({ ...flow, organizationId: id }, answer)).toMatchObject(refused);
  });
});

describe('a flow that has lost its ground', () => {
  it('because the provider was removed, or changed, meanwhile', async () => {
    const own = await world.organization();
    const one = await world.staff(own);
    for (const change of [() => world.remove(own), () => world.configure(own, other)]) {
      await world.configure(own, provider);
      const { url, flow } = await world.start(own);
      const answer = provider.authorize(url, { sub: 's', email: one.email });
      await change();
      expect(await world.finish(flow, answer)).toMatchObject(refused);
    }
  });

  it('because the provider was removed while it was asked', async () => {
    const own = await world.organization();
    const one = await world.staff(own);
    await world.configure(own, provider);
    const { url, flow } = await world.start(own);
    const answer = provider.authorize(
      url,
      { sub: 's', email: one.email },
      {
        sign: async (all, by) => {
          await world.remove(own);
          return by.signed(all);
        },
      },
    );
    expect(await world.finish(flow, answer)).toMatchObject(refused);
  });

  it('because the provider does not answer, or answers nonsense', async () => {
    for (const status of [200, 302, 500]) {
      const own = await world.organization();
      const one = await world.staff(own);
      await world.configure(own, provider);
      const { url, flow } = await world.start(own);
      const answer = provider.authorize(url, { sub: 's', email: one.email });
      provider.takeOver = (_, response) => {
        response.writeHead(status, { location: `${other.issuer}/token` }).end('nonsense');
        return true;
      };
      expect(await world.finish(flow, answer)).toMatchObject(refused);
      expect((await world.service.post('/v1/session-provider-starts', { organizationId: own })).status).toBe(401);
      provider.takeOver = () => false;
    }
  });

  it('and one for an organization without provider never begins', async () => {
    for (const organizationId of [await world.organization(), crypto.randomUUID()]) {
      expect(await world.service.post('/v1/session-provider-starts', { organizationId })).toMatchObject(refused);
    }
  });
});

test('new keys of the provider are taken after one sign-in at most', async () => {
  expect((await attempt({})).status).toBe(201);
  await provider.rotate('second');
  await attempt({});
  expect((await attempt({})).status).toBe(201);
});

test('every refusal answers alike, and is in the audit log without anything about the person', async () => {
  const answers = [
    await attempt({ claims: { aud: 'another' } }),
    await attempt({}, { sub: 'nobody', email: 'nobody@example.org' }),
    await attempt({ answer: { state: 'another' } }),
  ];
  const same = answers.map(({ status, body }) => ({ status, ...(body as object), requestId: undefined }));
  expect(new Set(same.map((one) => JSON.stringify(one))).size).toBe(1);
  const noted = await world.service.query<{ text: string }>(
    `SELECT a::text AS text FROM audit_entry a WHERE action = 'oidc.finish' AND outcome = 'failed'`,
  );
  expect(noted.length).toBeGreaterThan(0);
  expect(JSON.stringify(noted)).not.toContain('example.org');
});
