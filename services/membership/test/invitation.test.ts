import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '@opencircle/contracts';
import { itemsOf, pointersOf, serviceSecret, startMembership, type TestMembership } from './service.js';

let service: TestMembership;
let admin: string;
beforeAll(async () => {
  service = await startMembership();
  admin = await service.signIn();
});
afterAll(() => service.stop());

const password = 'eleven boats by the mill';
const account = { displayName: 'Robin', password: 'fourteen geese over the weir' };
const refusal = { status: 401, body: { code: 'invitation-refused' } };
let people = 0;

async function staff(role: string, organizationId: string): Promise<{ id: string; token: string }> {
  const login = { email: `person${people++}@example.org`, password };
  const { id } = (await service.post('/v1/people', { ...login, displayName: 'Pat' }, admin)).body as { id: string };
  await service.post(`/v1/organizations/${organizationId}/staff`, { personId: id, role }, admin);
  return { id, token: await service.signIn(login) };
}

async function organization(): Promise<string> {
  const body = { name: 'Riverside Family Groups', kind: 'affiliate' };
  return (await service.post('/v1/organizations', body, admin)).body.id as string;
}

const invite = (id: string, email: string, token = admin, role = 'manager') =>
  service.post(`/v1/organizations/${id}/invitations`, { email, role }, token);

/** The secret in the mail, as notifications would write it; undefined when no mail is to be sent. */
async function tokenOf(invitationId: string): Promise<string | undefined> {
  const client = { clientId: 'notifications', clientSecret: serviceSecret, audience: 'membership-internal' };
  const { body } = await service.post('/v1/service-tokens', client);
  const asked = { linkIds: [invitationId] };
  const answer = await service.post('/v1/internal/mail-links:batch', asked, body.accessToken as string);
  const [link] = answer.body.links as { url: string }[];
  return link && new URL(link.url).hash.split('token=')[1];
}

const read = (token: string) => service.post('/v1/invitation-readings', { token });
const accept = (token: string, more: object = {}) => service.post('/v1/invitation-acceptances', { token, ...more });

describe('an invitation', () => {
  it('makes an account and staff of an address that was new, once', async () => {
    const id = await organization();
    const owner = await staff('owner', id);
    const made = await invite(id, 'new@example.org', owner.token);
    expect(made).toMatchObject({ status: 201, body: { email: 'new@example.org', role: 'manager', state: 'open' } });
    const token = (await tokenOf(made.body.id as string))!;
    expect((await read(token)).body).toMatchObject({
      organizationName: 'Riverside Family Groups',
      email: 'new@example.org',
      needsAccount: true,
      needsSecondFactor: false,
    });
    expect(await accept(token)).toMatchObject({ status: 422, body: { code: 'account-needed' } });
    const weak = await accept(token, { account: { ...account, password: 'short' } });
    expect(weak).toMatchObject({ status: 422, body: { code: 'password-too-weak' } });
    const answers = await Promise.all([accept(token, { account }), accept(token, { account })]);
    expect(answers.map(({ status }) => status).filter((status) => status === 201)).toHaveLength(1);
    expect(await accept(token, { account })).toMatchObject(refusal);
    expect(await read(token)).toMatchObject(refusal);
    expect(await tokenOf(made.body.id as string)).toBeUndefined();
    const me = await service.get('/v1/me', await service.signIn({ email: 'new@example.org', ...account }));
    expect(me.body).toMatchObject({ displayName: 'Robin', roles: [{ role: 'manager', organizationId: id }] });
    const list = await service.get(`/v1/organizations/${id}/invitations`, owner.token);
    expect(itemsOf<object>(list)).toMatchObject([{ id: made.body.id as string, state: 'accepted' }]);
  });

  it('gives the role to who has an account, and leaves their password alone', async () => {
    const id = await organization();
    const email = `person${people++}@example.org`;
    await service.post('/v1/people', { email, password, displayName: 'Pat' }, admin);
    const token = (await tokenOf((await invite(id, email)).body.id as string))!;
    expect((await read(token)).body).toMatchObject({ needsAccount: false });
    expect(await accept(token, { account })).toMatchObject({ status: 409, body: { code: 'email-taken' } });
    expect((await accept(token)).status).toBe(201);
    const me = await service.get('/v1/me', await service.signIn({ email, password }));
    expect(me.body).toMatchObject({ displayName: 'Pat', roles: [{ role: 'manager', organizationId: id }] });
  });

  it('ends when it is revoked, over, or its sender lost their role', async () => {
    const id = await organization();
    const manager = await staff('manager', id);
    const [one, two, three] = [
      (await invite(id, 'one@example.org')).body.id as string,
      (await invite(id, 'two@example.org')).body.id as string,
      (await invite(id, 'three@example.org', manager.token)).body.id as string,
    ];
    const tokens = [(await tokenOf(one))!, (await tokenOf(two))!, (await tokenOf(three))!];
    const revoke = (which: string) =>
      service.post(`/v1/organizations/${id}/invitations/${which}/revocations`, {}, manager.token);
    expect((await revoke(one)).status).toBe(204);
    expect(await revoke(one)).toMatchObject({ status: 404, body: { code: 'invitation-not-found' } });
    await service.query(`UPDATE invitation SET expires_at = now() WHERE id = $1`, [two]);
    await service.post(`/v1/organizations/${id}/staff/${manager.id}/revocations`, { role: 'manager' }, admin);
    for (const token of [...tokens, 'x', '💥']) expect(await accept(token, { account })).toMatchObject(refusal);
    const states = itemsOf<{ state: string }>(await service.get(`/v1/organizations/${id}/invitations`, admin));
    expect(states.map(({ state }) => state).sort()).toEqual(['over', 'revoked', 'revoked']);
  });

  it('is sent by owners and managers of the organization; to owners by an admin alone', async () => {
    const [id, other] = [await organization(), await organization()];
    const [owner, stranger] = [await staff('owner', id), await staff('owner', other)];
    expect((await invite(id, 'a@example.org', owner.token, 'owner')).status).toBe(403);
    expect((await invite(id, 'a@example.org', admin, 'owner')).status).toBe(201);
    expect((await invite(id, 'a@example.org', stranger.token)).status).toBe(404);
    expect((await service.get(`/v1/organizations/${id}/invitations`, stranger.token)).status).toBe(404);
    const mine = (await invite(id, 'b@example.org', owner.token)).body.id as string;
    expect(await invite(id, 'b@example.org', owner.token)).toMatchObject({
      status: 409,
      body: { code: 'invitation-open' },
    });
    const foreign = `/v1/organizations/${other}/invitations/${mine}/revocations`;
    expect((await service.post(foreign, {}, stranger.token)).status).toBe(404);
    expect(await tokenOf(mine)).toBeDefined();
  });

  it('is none of a suspended organization but of an admin', async () => {
    const id = await organization();
    const owner = await staff('owner', id);
    const sent = (await tokenOf((await invite(id, 'before@example.org', owner.token)).body.id as string))!;
    await service.post(`/v1/organizations/${id}/suspensions`, {}, admin);
    expect(await accept(sent, { account })).toMatchObject(refusal);
    const told = { status: 403, body: { code: 'organization-suspended' } };
    expect(await invite(id, 'during@example.org', owner.token)).toMatchObject(told);
    const grant = { personId: owner.id, role: 'manager' };
    expect((await service.post(`/v1/organizations/${id}/staff`, grant, owner.token)).status).toBe(403);
    expect((await service.get(`/v1/organizations/${id}/invitations`, owner.token)).status).toBe(200);
    const byAdmin = (await tokenOf((await invite(id, 'helper@example.org')).body.id as string))!;
    expect((await accept(byAdmin, { account })).status).toBe(201);
    await service.post(`/v1/organizations/${id}/verifications`, {}, admin);
    expect((await invite(id, 'after@example.org', owner.token)).status).toBe(201);
  });

  it('keeps its secret out of tables and events, and is in the audit log', async () => {
    const id = await organization();
    const made = (await invite(id, 'quiet@example.org')).body.id as string;
    const token = (await tokenOf(made))!;
    const rows = await service.query(`SELECT o::text FROM outbox o UNION ALL SELECT i::text FROM invitation i`);
    const dump = JSON.stringify(rows);
    for (const form of [token, Buffer.from(token, 'base64url').toString('hex'), 'quiet@example.org']) {
      expect(dump).not.toContain(form);
    }
    await accept(token, { account });
    const entries = await service.query<{ action: string }>(
      'SELECT action FROM audit_entry WHERE object_id = $1 ORDER BY id',
      [made],
    );
    expect(entries.map(({ action }) => action)).toEqual(['invitation.create', 'invitation.accept']);
  });
});

describe('an invitation to the platform', () => {
  const toPlatform = (more: object, token = admin) =>
    service.post('/v1/platform-invitations', { email: `person${people++}@example.org`, ...more }, token);

  it('makes an account a moderator of what it names, once, and shows to admins alone', async () => {
    const id = await organization();
    const scope = { regions: ['IE'], organizationIds: [id] };
    const made = await toPlatform({ role: 'moderator', ...scope });
    expect(made).toMatchObject({ status: 201, body: { role: 'moderator', state: 'open', ...scope } });
    const { email } = made.body as { email: string };
    const again = await toPlatform({ email, role: 'moderator' });
    expect(again).toMatchObject({ status: 409, body: { code: 'invitation-open' } });
    const owner = await staff('owner', id);
    expect((await service.get('/v1/platform-invitations', owner.token)).status).toBe(403);
    expect((await toPlatform({ role: 'ops' }, owner.token)).status).toBe(403);
    const token = (await tokenOf(made.body.id as string))!;
    expect((await read(token)).body).toMatchObject({
      organizationName: null,
      role: 'moderator',
      needsAccount: true,
      needsSecondFactor: true,
    });
    const chosen = { displayName: 'Robin', password: 'geese two' };
    const accepted = await accept(token, { account: chosen });
    expect(accepted).toMatchObject({ status: 201, body: { role: 'moderator', organizationId: null } });
    expect(await accept(token)).toMatchObject(refusal);
    const me = await service.get('/v1/me', await service.signIn({ email, ...chosen }));
    expect(me.body.roles).toEqual([{ role: 'moderator', ...scope }]);
    const list = itemsOf<{ email: string }>(await service.get('/v1/platform-invitations', admin));
    expect(list.filter((one) => one.email === email)).toMatchObject([{ state: 'accepted', ...scope }]);
  });

  it('ends when it is taken back, its sender is no admin any more, or is disabled', async () => {
    const login = { email: `person${people++}@example.org`, password };
    const second = await service.post('/v1/people', { ...login, displayName: 'Pat', platformRoles: ['admin'] }, admin);
    const asSecond = await service.signIn(login);
    const ofSecond = async () => (await tokenOf((await toPlatform({ role: 'ops' }, asSecond)).body.id as string))!;
    const mine = (await toPlatform({ role: 'ops' })).body.id as string;
    const taken = (await tokenOf(mine))!;
    const revoke = () => service.post(`/v1/platform-invitations/${mine}/revocations`, {}, admin);
    expect([(await revoke()).status, (await revoke()).status]).toEqual([204, 404]);
    expect(await accept(taken, { account })).toMatchObject(refusal);
    const [one, id] = [await ofSecond(), second.body.id as string];
    await service.post(`/v1/people/${id}/platform-role-revocations`, { role: 'admin' }, admin);
    expect(await accept(one, { account })).toMatchObject(refusal);
    const ofOrganization = await organization();
    await service.post(`/v1/organizations/${ofOrganization}/staff`, { personId: id, role: 'manager' }, admin);
    const invited = await invite(ofOrganization, 'late@example.org', await service.signIn(login));
    const two = (await tokenOf(invited.body.id as string))!;
    await service.post(`/v1/people/${id}/disablements`, {}, admin);
    expect(await accept(two, { account })).toMatchObject(refusal);
  });

  it('names a role of the platform, and what there is', async () => {
    for (const [body, status, pointers] of [
      [{ role: 'owner' }, 400, ['/role']],
      [{ role: 'ops', regions: ['IE'] }, 400, ['/regions']],
      [{ role: 'moderator', organizationIds: [newId<string>()] }, 422, ['/organizationIds/0']],
      [{ role: 'moderator', email: 'nobody' }, 400, ['/email']],
    ] as const) {
      const refused = await toPlatform(body);
      expect([refused.status, pointersOf(refused)]).toEqual([status, pointers]);
    }
  });
});

describe('POST /v1/organizations/{id}/staff/me/departures', () => {
  const leave = (id: string, token: string) => service.post(`/v1/organizations/${id}/staff/me/departures`, {}, token);

  it('ends every role there and the token that says so, but not for the last owner', async () => {
    const id = await organization();
    const [owner, second, manager] = [await staff('owner', id), await staff('owner', id), await staff('manager', id)];
    expect((await leave(id, manager.token)).status).toBe(204);
    let after = await service.get('/v1/me', manager.token);
    for (let n = 0; n < 60 && after.status === 200; n++) {
      await sleep(50);
      after = await service.get('/v1/me', manager.token);
    }
    expect(after).toMatchObject({ status: 401, body: { code: 'access-changed' } });
    const gone = await Promise.all([leave(id, owner.token), leave(id, second.token)]);
    expect(gone.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect(gone.find(({ status }) => status === 409)).toMatchObject({ body: { code: 'last-owner' } });
    const stranger = await staff('manager', await organization());
    expect((await leave(id, stranger.token)).status).toBe(404);
    const events = await service.query<{ type: string }>('SELECT type FROM outbox WHERE subject = $1 ORDER BY id', [
      id,
    ]);
    expect(events.filter(({ type }) => type.includes('staff-revoked'))).toHaveLength(2);
  });
});
