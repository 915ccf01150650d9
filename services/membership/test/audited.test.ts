import { eventually } from '@opencircle/testing';
import { enrolPasskey, enrolTotp, startMembership, type TestMembership } from './service.js';

let service: TestMembership;
let admin: string;
let adminId: string;
beforeAll(async () => {
  service = await startMembership();
  admin = await service.signIn();
  adminId = (await service.get('/v1/me', admin)).body.id as string;
});
afterAll(() => service.stop());

type Entry = { action: string; outcome: string; reason: string | null; facts: Record<string, unknown> };
type Tokens = { accessToken: string; refreshToken: string };

const password = 'eleven boats by the mill';
const addresses: string[] = [];

async function person(more: object = {}): Promise<{ id: string; email: string }> {
  const email = `audited${addresses.length}@example.org`;
  addresses.push(email);
  const { body } = await service.post('/v1/people', { email, password, displayName: 'Pat Quill', ...more }, admin);
  return { id: body.id as string, email };
}

const command = (path: string, body: object = {}) => service.post(path, body, admin);
const refresh = async ({ refreshToken }: Tokens) =>
  (await service.post('/v1/session-refreshes', { refreshToken })).body as Tokens;

const entries = (where: string, ...parameters: unknown[]) =>
  service.query<Entry>(`SELECT action, outcome, reason, facts FROM audit_entry WHERE ${where} ORDER BY id`, parameters);
const told = (found: Entry[]) => found.map(({ action, facts }) => [action, facts]);

/** What the admin did to this object, as the log tells it. */
const doneTo = async (kind: string, id: string) =>
  told(await entries(`actor_id = $1 AND object_kind = $2 AND object_id = $3 AND outcome = 'allowed'`, adminId, kind, id)); // prettier-ignore

describe('what an admin changes is in the audit log', () => {
  it('people made, disabled and enabled, each once', async () => {
    const { id } = await person({ platformRoles: ['ops'] });
    for (const name of ['disablements', 'disablements', 'enablements', 'enablements']) {
      await command(`/v1/people/${id}/${name}`);
    }
    expect(await doneTo('person', id)).toEqual([
      ['person.create', {}],
      ['platform-role.grant', { role: 'ops' }],
      ['person.disable', {}],
      ['person.enable', {}],
    ]);
  });

  it('organizations registered and moved', async () => {
    const register = async (name: string, parentId: string | null) =>
      (await command('/v1/organizations', { name, kind: 'affiliate', parentId })).body.id as string;
    const above = await register('Riverside', null);
    const id = await register('Riverside North', above);
    for (const parentId of [null, null, above]) await command(`/v1/organizations/${id}/moves`, { parentId });
    expect(await doneTo('organization', id)).toEqual([
      ['organization.create', { parentId: above }],
      ['organization.move', { parentId: null }],
      ['organization.move', { parentId: above }],
    ]);
  });

  it('nothing, when nothing was changed', async () => {
    const { email } = await person();
    const before = await entries(`action = 'person.create'`);
    expect((await command('/v1/people', { email, password, displayName: 'Pat' })).status).toBe(409);
    expect(await entries(`action = 'person.create'`)).toEqual(before);
  });
});

it('tells of the first admin, whom the system made', async () => {
  const made = await entries(`actor_kind = 'system' AND object_id = $1`, adminId);
  expect(told(made)).toEqual([
    ['person.create', {}],
    ['platform-role.grant', { role: 'admin' }],
  ]);
});

it('tells how people change the way they sign in, and which sessions they end', async () => {
  const { id, email } = await person();
  const start = async () => (await service.post('/v1/sessions', { email, password })).body as Tokens;
  let session = await start();
  const there = await start();
  const post = (path: string, body: object = {}) => service.post(`/v1/me/${path}`, body, session.accessToken);

  const code = await enrolTotp(service, session.accessToken);
  session = await refresh(session);
  await enrolPasskey(service, session.accessToken);
  session = await refresh(session);
  await post('recovery-codes');
  const { factors } = (await service.get('/v1/me/factors', session.accessToken)).body as {
    factors: { id: string; kind: string }[];
  };
  const passkey = factors.find(({ kind }) => kind === 'passkey')!;
  await service.delete(`/v1/me/factors/${passkey.id}`, session.accessToken);
  await post('confirmations', { factor: 'totp', code: code() });
  session = await refresh(session);
  const list = await service.get('/v1/me/sessions', session.accessToken);
  const other = (list.body.items as { id: string; current: boolean }[]).find(({ current }) => !current)!;
  for (let n = 0; n < 2; n++) {
    await service.delete(`/v1/me/sessions/${other.id}`, session.accessToken);
    session = await refresh(session);
  }
  for (let n = 0; n < 2; n++) await post('renamings', { displayName: 'Wren of the mill' });
  await post('password-changes', { currentPassword: password, password: 'nine kettles on the roof' });
  session = await refresh(session);
  await post('sign-outs');
  expect(await refresh(there)).toMatchObject({ code: 'session-ended' });

  const own = await entries(`actor_id = $1 AND outcome = 'allowed'`, id);
  expect(told(own)).toEqual([
    ['session.create', { method: 'password', aal: 1 }],
    ['session.create', { method: 'password', aal: 1 }],
    ['me.factors.enrol', { factor: 'totp' }],
    ['me.factors.enrol', { factor: 'passkey' }],
    ['me.factors.enrol', { factor: 'recovery-code' }],
    ['me.factors.remove', { factor: 'passkey' }],
    ['me.confirm', { factor: 'totp' }],
    ['me.sessions.revoke', {}],
    ['me.update', {}],
    ['me.password.change', {}],
    ['me.sessions.revoke-all', {}],
  ]);
});

describe('reads of people by who works here', () => {
  it('are entries, with the number of rows', async () => {
    const { id } = await person();
    const organization = (await command('/v1/organizations', { name: 'Read', kind: 'affiliate' })).body.id as string;
    await service.get('/v1/people?limit=1', admin);
    await service.get(`/v1/people/${id}`, admin);
    await service.get(`/v1/organizations/${organization}/invitations`, admin);
    await service.get('/v1/platform-invitations', admin);
    const reads = await entries(
      `actor_id = $1 AND action ~ '^(person|(platform-)?invitation)\\.(list|read)$'`,
      adminId,
    );
    expect(told(reads)).toEqual([
      ['person.list', { rows: 1 }],
      ['person.read', {}],
      ['invitation.list', { rows: 0 }],
      ['platform-invitation.list', { rows: 0 }],
    ]);
    expect((await doneTo('person', id)).map(([action]) => action)).toEqual(['person.create', 'person.read']);
    expect((await doneTo('organization', organization)).map(([action]) => action)).toContain('invitation.list');
  });
});

describe('what was shown to get in and is refused', () => {
  const from = { 'x-forwarded-for': '198.51.100.23' };
  const elsewhere = { 'x-forwarded-for': '198.51.100.24' };
  const failed = (action: string, reason: string) =>
    eventually(`${action} is refused with ${reason}`, async () =>
      (await entries('action = $1 AND reason = $2', action, reason)).find(({ outcome }) => outcome === 'failed'),
    );

  it('has failed, whatever it was', async () => {
    const second = { challenge: 'none', factor: 'totp', code: '000000' };
    const shown = [
      ['/v1/session-challenges', second, 'session.challenge', 'factor-refused'],
      ['/v1/session-links', { token: 'none' }, 'email-link.redeem', 'link-refused'],
      ['/v1/password-resets', { token: 'none', password }, 'password-reset.redeem', 'link-refused'],
      ['/v1/invitation-readings', { token: 'none' }, 'invitation.read', 'invitation-refused'],
      ['/v1/invitation-acceptances', { token: 'none' }, 'invitation.accept', 'invitation-refused'],
    ] as const;
    for (const [path, body, action, reason] of shown) {
      expect((await service.post(path, body)).status).toBe(401);
      await failed(action, reason);
    }
  });

  it('has failed as well when it is put off', async () => {
    for (let n = 0; n < 61; n++) await service.post('/v1/session-links', { token: 'none' }, undefined, from);
    await failed('email-link.redeem', 'too-many-attempts');
    const { email } = await person();
    const { body } = await service.post('/v1/sessions', { email, password });
    const wrong = { factor: 'password', password: 'not this one at all' };
    const confirm = () => service.post('/v1/me/confirmations', wrong, body.accessToken as string, from);
    for (let n = 0; n < 6; n++) await confirm();
    await failed('me.confirm', 'factor-refused');
    await failed('me.confirm', 'too-many-attempts');
    const change = { currentPassword: 'not this one at all', password: 'nine kettles on the roof' };
    await service.post('/v1/me/password-changes', change, body.accessToken as string, elsewhere);
    await failed('me.password.change', 'current-password-refused');
  });
});

it('names nobody: opaque ids and codes stand in the log, no address, no name, no password', async () => {
  const rows = await service.query<{ text: string }>('SELECT row_to_json(a)::text AS text FROM audit_entry a');
  const dump = rows.map(({ text }) => text).join('\n');
  expect(dump).toContain('person.create');
  for (const personal of [...addresses, 'Pat', 'Quill', 'boats', 'kettles']) expect(dump).not.toContain(personal);
});
