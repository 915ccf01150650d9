import { startProvider, type ProviderAccount, type RealProvider } from '@opencircle/test-provider';
import { answerIn, meOf, redirectUri, refused, startProviderWorld, type ProviderWorld } from './provider-world.js';
import { enrolPasskey, publicUrl } from './service.js';
import type { RequestOptions } from '@opencircle/software-passkey';

let world: ProviderWorld;
let provider: RealProvider;
let thin: RealProvider;
beforeAll(async () => {
  provider = await startProvider(redirectUri, []);
  thin = await startProvider(redirectUri, [], { emailInToken: false });
  world = await startProviderWorld([provider.issuer, thin.issuer]);
});
afterAll(() => Promise.all([world.service.stop(), provider.stop(), thin.stop()]));

let subjects = 0;
/** Who has an account at the provider with this address. */
function known(email: string, more: Partial<ProviderAccount> = {}, at = provider): string {
  const sub = `Subject-${subjects++}`;
  at.accounts.set(sub, { sub, email, email_verified: true, ...more });
  return sub;
}

async function organization(at = provider): Promise<string> {
  const id = await world.organization();
  await world.configure(id, at);
  return id;
}

async function signIn(organizationId: string, sub: string, at = provider) {
  const { url, flow } = await world.start(organizationId);
  return world.finish(flow, answerIn(await at.signIn(url, sub)));
}

const entriesOf = (personId: string) =>
  world.service.query<{ facts: object; organization_id: string | null }>(
    `SELECT facts, organization_id FROM audit_entry WHERE action = 'session.create' AND outcome = 'allowed'
     AND actor_id = $1 ORDER BY id`,
    [personId],
  );

describe('signing in by the provider of an organization', () => {
  it('lets staff in, and is written down', async () => {
    const id = await organization();
    const { id: personId, email } = await world.staff(id);
    const answer = await signIn(id, known(email.toUpperCase()));
    expect(answer.status).toBe(201);
    const me = await meOf(world.service, answer);
    expect(me).toMatchObject({ id: personId, roles: [{ role: 'manager', organizationId: id }], aal: 1 });
    expect(await entriesOf(personId)).toEqual([{ facts: { method: 'provider', aal: 1 }, organization_id: id }]);
  });

  it('takes the address from the userinfo endpoint where the token has none', async () => {
    const id = await organization(thin);
    const { email } = await world.staff(id);
    expect((await signIn(id, known(email, {}, thin), thin)).status).toBe(201);
    const unverified = await world.staff(id);
    expect(await signIn(id, known(unverified.email, { email_verified: false }, thin), thin)).toMatchObject(refused);
  });

  it('sends to the provider with PKCE, state, nonce and nothing about the person', async () => {
    const { url, flow } = await world.start(await organization());
    const asked = Object.fromEntries(new URL(url).searchParams);
    expect(asked).toEqual({
      client_id: 'opencircle',
      redirect_uri: redirectUri,
      response_type: 'code',
      scope: 'openid email',
      code_challenge: expect.any(String),
      code_challenge_method: 'S256',
      state: flow['state'],
      nonce: flow['nonce'],
    });
    expect(url).not.toContain(flow['verifier']);
  });

  it('asks who has a second factor for it, whatever the provider thinks of its own', async () => {
    const id = await organization();
    const owner = await world.staff(id, 'owner');
    const { body } = await world.service.post('/v1/sessions', { email: owner.email, password: owner.password });
    const passkey = await enrolPasskey(world.service, body.accessToken as string);
    const asked = await signIn(id, known(owner.email));
    expect(asked).toMatchObject({ status: 202, body: { factors: ['passkey'] } });
    expect(asked.body).not.toHaveProperty('accessToken');
    const answer = passkey.authenticate(asked.body.passkey as RequestOptions, publicUrl);
    const second = { challenge: asked.body.challenge as string, factor: 'passkey', answer };
    const done = await world.service.post('/v1/session-challenges', second);
    expect(await meOf(world.service, done)).toMatchObject({ id: owner.id, aal: 2, roles: [{ role: 'owner' }] });
    expect((await entriesOf(owner.id)).at(-1)).toEqual({
      facts: { method: 'provider', factor: 'passkey', aal: 2 },
      organization_id: id,
    });
  });

  it('gives an owner without second factor no role, and no way to change how they sign in', async () => {
    const id = await organization();
    const owner = await world.staff(id, 'owner');
    const { body } = await signIn(id, known(owner.email));
    const token = body.accessToken as string;
    expect((await world.service.get('/v1/me', token)).body).toMatchObject({ roles: [], mustEnrol: true });
    for (const path of ['totp-enrolments', 'passkey-enrolments', 'password-changes']) {
      const given = path === 'password-changes' ? { password: 'nine herons over the weir' } : {};
      const answer = await world.service.post(`/v1/me/${path}`, given, token);
      expect(answer).toMatchObject({ status: 403, body: { code: 'confirm-first' } });
    }
  });

  it('knows people by their subject from then on, not by their address', async () => {
    const id = await organization();
    const [one, two] = [await world.staff(id), await world.staff(id)];
    const sub = known(one.email);
    await signIn(id, sub);
    for (const change of [{ email: two.email }, { email: 'elsewhere@example.org' }, { email_verified: false }]) {
      provider.accounts.set(sub, { sub, email: one.email, email_verified: true, ...change });
      expect((await meOf(world.service, await signIn(id, sub))).id).toBe(one.id);
    }
    // Whoever gets their address at the provider is not them.
    expect(await signIn(id, known(one.email))).toMatchObject(refused);
    // Subjects are what they are to the letter (OpenID Connect Core §2).
    provider.accounts.set(sub.toLowerCase(), { sub: sub.toLowerCase(), email: one.email, email_verified: true });
    expect(await signIn(id, sub.toLowerCase())).toMatchObject(refused);
  });

  it('lets in staff of an organization below, and ends with the last role there', async () => {
    const id = await organization();
    const below = await world.organization(id);
    const one = await world.staff(below);
    const sub = known(one.email);
    expect((await signIn(id, sub)).status).toBe(201);
    await world.service.post(
      `/v1/organizations/${below}/staff/${one.id}/revocations`,
      { role: 'manager' },
      world.admin,
    );
    expect(await signIn(id, sub)).toMatchObject(refused);
  });

  it('keeps no subject, and forgets who is deleted', async () => {
    const id = await organization();
    const one = await world.staff(id);
    const sub = known(one.email);
    await signIn(id, sub);
    const rows = await world.service.query<{ text: string }>('SELECT f::text AS text FROM federated_identity f');
    expect(JSON.stringify(rows)).not.toContain(sub);
    await world.service.query('DELETE FROM staff WHERE person_id = $1', [one.id]);
    await world.service.query('DELETE FROM person WHERE id = $1', [one.id]);
    const left = await world.service.query('SELECT 1 FROM federated_identity WHERE person_id = $1', [one.id]);
    expect(left).toEqual([]);
  });

  it('makes one pin of two first times at once', async () => {
    const id = await organization();
    const { email } = await world.staff(id);
    const sub = known(email);
    const answers = await Promise.all([signIn(id, sub), signIn(id, sub), signIn(id, sub)]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
  });

  it('neither forgives wrong codes nor wrong passwords', async () => {
    const id = await organization();
    const one = await world.staff(id);
    const sub = known(one.email);
    const wrong = { email: one.email, password: 'not the password' };
    for (let n = 0; n < 3; n++) await world.service.post('/v1/sessions', wrong);
    await signIn(id, sub);
    const failures = await world.service.query<{ failures: number }>(
      `SELECT a.failures FROM sign_in_attempt a JOIN person p ON p.email_lookup = a.key WHERE p.id = $1`,
      [one.id],
    );
    expect(failures).toEqual([{ failures: 3 }]);
  });
});

describe('who may not come this way', () => {
  const cases: Record<string, (id: string) => Promise<string>> = {
    'an address that the provider has not verified': async (id) =>
      known((await world.staff(id)).email, { email_verified: false }),
    'an address that nobody has here': () => Promise.resolve(known('nobody@example.org')),
    'somebody with an account and no role': async () => known((await world.person()).email),
    'staff of another organization': async () => known((await world.staff(await world.organization())).email),
    'staff of the organization and of another': async (id) => {
      const one = await world.staff(id);
      await world.grant(await world.organization(), one.id);
      return known(one.email);
    },
    'staff with a platform role': async (id) => {
      const one = await world.person({ platformRoles: ['ops'] });
      await world.grant(id, one.id);
      return known(one.email);
    },
    'somebody whose account is disabled': async (id) => {
      const one = await world.staff(id);
      await world.service.post(`/v1/people/${one.id}/disablements`, {}, world.admin);
      return known(one.email);
    },
    'staff of a suspended organization': async (id) => {
      const sub = known((await world.staff(id)).email);
      await signIn(id, sub);
      await world.service.query(`UPDATE organization SET state = 'suspended' WHERE id = $1`, [id]);
      return sub;
    },
    'staff who got a role elsewhere since': async (id) => {
      const one = await world.staff(id);
      const sub = known(one.email);
      await signIn(id, sub);
      await world.grant(await world.organization(), one.id);
      return sub;
    },
  };
  it.each(Object.entries(cases))('%s', async (_, prepare) => {
    const id = await organization();
    const { url, flow } = await world.start(id);
    const sub = await prepare(id);
    expect(await world.finish(flow, answerIn(await provider.signIn(url, sub)))).toMatchObject(refused);
  });

  it('staff of the parent, by the provider of an organization below', async () => {
    const parent = await world.organization();
    const below = await world.organization(parent);
    await world.configure(below, provider);
    const sub = known((await world.staff(parent)).email);
    expect(await signIn(below, sub)).toMatchObject(refused);
  });
});
