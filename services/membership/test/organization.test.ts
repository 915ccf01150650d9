import { newId } from '@opencircle/contracts';
import { itemsOf, pointersOf, startMembership, type TestMembership } from './service.js';

let service: TestMembership;
let admin: string;
beforeAll(async () => {
  service = await startMembership();
  admin = await service.signIn();
});
afterAll(() => service.stop());

const password = 'eleven boats by the mill';
let people = 0;

async function person(): Promise<{ id: string; email: string; password: string }> {
  const email = `person${people++}@example.org`;
  const answer = await service.post('/v1/people', { email, displayName: 'Pat', password }, admin);
  expect(answer.status).toBe(201);
  return { id: answer.body.id as string, email, password };
}

async function organization(name = 'Riverside Family Groups'): Promise<string> {
  return (await service.post('/v1/organizations', { name, kind: 'affiliate' }, admin)).body.id as string;
}

const grant = (organizationId: string, staff: object, token: string) =>
  service.post(`/v1/organizations/${organizationId}/staff`, staff, token);

const outboxOf = (subject: string) =>
  service.query<{ type: string; version: number; data: Record<string, unknown> }>(
    'SELECT type, aggregate_version::int AS version, data FROM outbox WHERE subject = $1 ORDER BY id',
    [subject],
  );

describe('POST /v1/people', () => {
  it('makes an account once, and tells others nothing but the id', async () => {
    const someone = await person();
    const again = await service.post('/v1/people', { email: someone.email, displayName: 'Pat', password }, admin);
    expect(again).toMatchObject({ status: 409, body: { code: 'email-taken', errors: [{ pointer: '/email' }] } });
    const [event] = await outboxOf(someone.id);
    expect(event).toMatchObject({ type: 'org.opencircle.person.registered.v1', version: 1 });
    expect(Object.keys(event!.data).sort()).toEqual(['personId', 'registeredAt']);
  });

  it('does it once for one Idempotency-Key, and keeps nothing that tells whom', async () => {
    const body = { email: 'twice@example.org', displayName: 'Pat', password };
    const key = { 'idempotency-key': 'people-1' };
    const [one, two] = [
      await service.post('/v1/people', body, admin, key),
      await service.post('/v1/people', body, admin, key),
    ];
    expect([one.status, two.status, two.body.id]).toEqual([201, 201, one.body.id]);
    const other = await service.post('/v1/people', { ...body, email: 'other@example.org' }, admin, key);
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
  });

  it('refuses weak passwords and bad fields with pointers, and everybody but an admin', async () => {
    const body = { email: 'weak@example.org', displayName: 'Pat', password: 'passwordpassword' };
    expect(await service.post('/v1/people', body, admin)).toMatchObject({
      status: 422,
      body: { code: 'password-too-weak', errors: [{ pointer: '/password' }] },
    });
    const bad = { email: 'no address', displayName: 'a\nb', password, platformRoles: ['king'] };
    const problem = await service.post('/v1/people', bad, admin);
    expect(problem.status).toBe(400);
    expect(pointersOf(problem)).toEqual(['/displayName', '/email', '/platformRoles/0']);
    expect((await service.post('/v1/people', body)).status).toBe(401);
    expect((await service.post('/v1/people', body, await service.signIn(await person()))).status).toBe(403);
  });
});

describe('organizations', () => {
  it('registers a tree, with its events in order', async () => {
    const parent = await organization('National');
    const child = await service.post('/v1/organizations', { name: 'North', kind: 'chapter', parentId: parent }, admin);
    expect(child).toMatchObject({ status: 201, body: { parentId: parent, state: 'unverified' } });
    expect(await outboxOf(child.body.id as string)).toMatchObject([
      { type: 'org.opencircle.organization.registered.v1', version: 1, data: { name: 'North', parentId: parent } },
    ]);
    const orphan = await service.post('/v1/organizations', { name: 'Lost', kind: 'chapter', parentId: newId() }, admin);
    expect(orphan).toMatchObject({ status: 422, body: { code: 'parent-not-found' } });
  });

  it('shows staff their own and admins all, page by page', async () => {
    const [mine] = [await organization(), await organization()];
    const owner = await person();
    await grant(mine, { personId: owner.id, role: 'owner' }, admin);
    const token = await service.signIn(owner);
    const own = await service.get('/v1/organizations', token);
    expect(own.body).toMatchObject({ items: [{ id: mine }], next: null });
    const seen: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const page = await service.get(`/v1/organizations?limit=1${next === '' ? '' : `&cursor=${next}`}`, admin);
      seen.push(...itemsOf<{ id: string }>(page).map(({ id }) => id));
      next = page.body.next as string | null;
    }
    expect(seen).toEqual(seen.toSorted());
    const [count] = await service.query<{ n: number }>('SELECT count(*)::int AS n FROM organization');
    expect(seen).toHaveLength(count!.n);
    expect((await service.get('/v1/organizations?cursor=bm90LW91cnM', admin)).status).toBe(400);
  });

  it('finds them by a part of the name, whatever its case and accents, among those that one sees', async () => {
    const [mine, theirs] = [await organization('Círculo de Málaga'), await organization('CIRCULO DE MALAGA II')];
    const owner = await person();
    await grant(mine, { personId: owner.id, role: 'owner' }, admin);
    const token = await service.signIn(owner);
    const found = async (words: string, by: string) => {
      const page = await service.get(`/v1/organizations?q=${encodeURIComponent(words)}`, by);
      return itemsOf<{ id: string }>(page).map(({ id }) => id);
    };
    for (const words of ['málaga', 'MALAGA', ' de ma', 'Ma\u0301laga']) {
      expect(await found(words, admin)).toEqual([mine, theirs]);
      expect(await found(words, token)).toEqual([mine]);
    }
    for (const words of ['malaga i', 'II']) {
      expect([await found(words, admin), await found(words, token)]).toEqual([[theirs], []]);
    }
    for (const words of ['%', '_', 'malaga%', "';--", '\\']) expect(await found(words, admin)).toEqual([]);
    await service.post(`/v1/organizations/${mine}/renamings`, { name: 'Ørsted Kreis' }, admin);
    expect(await found('ørSTED', admin)).toEqual([mine]);
    const first = await service.get('/v1/organizations?q=a&limit=1', token);
    expect(first.body).toMatchObject({ items: [], next: null });
    expect((await service.get(`/v1/organizations?q=${'x'.repeat(201)}`, admin)).status).toBe(400);
  });

  it('answers for a stranger’s organization as for one that does not exist', async () => {
    const [mine, theirs] = [await organization(), await organization()];
    const owner = await person();
    await grant(mine, { personId: owner.id, role: 'owner' }, admin);
    const token = await service.signIn(owner);
    const told = async (asked: ReturnType<typeof service.get>) => {
      const { status, body } = await asked;
      return { status, body: { ...(body as object), requestId: undefined } };
    };
    const asks: ((id: string) => ReturnType<typeof service.get>)[] = [
      (id) => service.get(`/v1/organizations/${id}`, token),
      (id) => service.get(`/v1/organizations/${id}/staff`, token),
      (id) => grant(id, { personId: owner.id, role: 'manager' }, token),
      (id) => grant(id, { personId: owner.id, role: 'owner' }, token),
    ];
    for (const ask of asks) {
      const stranger = await told(ask(theirs));
      expect(stranger).toEqual(await told(ask(newId())));
      expect(stranger).toMatchObject({ status: 404, body: { code: 'organization-not-found' } });
    }
    expect((await service.get(`/v1/organizations/${mine}`, token)).status).toBe(200);
  });
});

describe('staff', () => {
  it('is granted by admin and owner; only an admin names owners', async () => {
    const id = await organization();
    const [owner, manager, facilitator] = [await person(), await person(), await person()];
    expect((await grant(id, { personId: owner.id, role: 'owner' }, admin)).status).toBe(201);
    const token = await service.signIn(owner);
    expect((await grant(id, { personId: manager.id, role: 'manager' }, token)).status).toBe(201);
    expect((await grant(id, { personId: manager.id, role: 'owner' }, token)).status).toBe(403);
    expect((await grant(await organization(), { personId: manager.id, role: 'manager' }, token)).status).toBe(404);
    const asManager = await service.signIn(manager);
    expect((await grant(id, { personId: facilitator.id, role: 'manager' }, asManager)).status).toBe(403);
    const list = await service.get(`/v1/organizations/${id}/staff`, asManager);
    expect(itemsOf<Record<string, string>>(list).map((one) => [one['role'], one['displayName']])).toEqual([
      ['owner', 'Pat'],
      ['manager', 'Pat'],
    ]);
  });

  it('puts what a moderator is for into the token', async () => {
    const moderator = await person();
    await service.query(
      `INSERT INTO platform_role (person_id, role, granted_at, regions) VALUES ($1, 'moderator', now(), '{US-CA,IE}')`,
      [moderator.id],
    );
    const me = await service.get('/v1/me', await service.signIn(moderator));
    expect(me.body.roles).toEqual([{ role: 'moderator', regions: ['US-CA', 'IE'] }]);
  });

  it('adds groups to a facilitator, once each, with gapless events', async () => {
    const id = await organization();
    const { id: personId, ...login } = await person();
    const [one, two] = [newId<string>(), newId<string>()];
    await grant(id, { personId, role: 'facilitator', listingIds: [one] }, admin);
    const second = await grant(id, { personId, role: 'facilitator', listingIds: [two, one] }, admin);
    expect(second.body.listingIds).toEqual([one, two]);
    await grant(id, { personId, role: 'facilitator', listingIds: [two] }, admin);
    const events = await outboxOf(id);
    expect(events.map(({ version }) => version)).toEqual([1, 2, 3]);
    expect(events[2]).toMatchObject({ data: { personId, role: 'facilitator', listingIds: [one, two] } });
    const me = await service.get('/v1/me', await service.signIn(login));
    expect(me.body.roles).toEqual([{ role: 'facilitator', organizationId: id, listingIds: [one, two] }]);
  });

  it.each([
    ['an unknown person', { personId: newId<string>(), role: 'manager' }, 422],
    ['a facilitator of nothing', { personId: newId<string>(), role: 'facilitator' }, 400],
    ['a manager of single groups', { personId: newId<string>(), role: 'manager', listingIds: [newId<string>()] }, 400],
  ])('refuses %s', async (_what, staff, status) => {
    expect((await grant(await organization(), staff, admin)).status).toBe(status);
  });
});

describe('POST /v1/organizations/{id}/moves', () => {
  const move = (id: string, parentId: string | null, token = admin) =>
    service.post(`/v1/organizations/${id}/moves`, { parentId }, token);
  const pathOf = async (id: string) =>
    (await service.query<{ path: string[] }>('SELECT path FROM organization WHERE id = $1', [id]))[0]?.path;
  const below = async (parentId: string) =>
    (await service.post('/v1/organizations', { name: 'Branch', kind: 'chapter', parentId }, admin)).body.id as string;

  it('takes all below along, and says so', async () => {
    const [top, other] = [await organization(), await organization()];
    const middle = await below(top);
    const leaf = await below(middle);
    expect(await pathOf(leaf)).toEqual([top, middle, leaf]);
    expect(await move(middle, other)).toMatchObject({ status: 201, body: { id: middle, parentId: other } });
    expect(await pathOf(leaf)).toEqual([other, middle, leaf]);
    expect((await outboxOf(middle)).at(-1)).toMatchObject({
      type: 'org.opencircle.organization.moved.v1',
      version: 2,
      data: { organizationId: middle, parentId: other },
    });
    expect((await move(middle, other)).status).toBe(201);
    expect(await outboxOf(middle)).toHaveLength(2);
    expect((await move(middle, null)).body.parentId).toBeNull();
    expect(await pathOf(leaf)).toEqual([middle, leaf]);
  });

  it('refuses circles, unknown parents and unknown organizations, and everybody but an admin', async () => {
    const top = await organization();
    const leaf = await below(await below(top));
    for (const parent of [top, leaf]) {
      expect(await move(top, parent)).toMatchObject({ status: 422, body: { code: 'move-makes-circle' } });
    }
    expect(await move(top, newId())).toMatchObject({ status: 422, body: { code: 'parent-not-found' } });
    expect(await move(newId(), top)).toMatchObject({ status: 404, body: { code: 'organization-not-found' } });
    const someone = await person();
    await grant(top, { personId: someone.id, role: 'owner' }, admin);
    expect((await move(leaf, null, await service.signIn(someone))).status).toBe(403);
  });

  it('makes no circle of two moves at once', async () => {
    const [one, two] = [await organization(), await organization()];
    const answers = await Promise.all([move(one, two), move(two, one)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);
  });
});

describe('what becomes of an organization', () => {
  const change = (id: string, what: string, token = admin, body: object = {}) =>
    service.post(`/v1/organizations/${id}/${what}`, body, token);
  const eventsOf = async (id: string) => (await outboxOf(id)).map(({ type }) => type.split('.').at(-2));

  it('is verified, suspended and verified again by an admin alone, each once', async () => {
    const id = await organization();
    const owner = await person();
    await grant(id, { personId: owner.id, role: 'owner' }, admin);
    const token = await service.signIn(owner);
    for (const [what, state] of [
      ['verifications', 'verified'],
      ['verifications', 'verified'],
      ['suspensions', 'suspended'],
      ['suspensions', 'suspended'],
      ['verifications', 'verified'],
    ] as const) {
      expect(await change(id, what)).toMatchObject({ status: 201, body: { state } });
    }
    expect((await eventsOf(id)).slice(2)).toEqual(['verified', 'suspended', 'verified']);
    expect((await change(id, 'suspensions', token)).status).toBe(403);
    expect(await change(newId(), 'verifications')).toMatchObject({ status: 404 });
    const audited = await service.query<{ action: string }>(
      `SELECT action FROM audit_entry WHERE object_id = $1 AND outcome = 'allowed' ORDER BY id`,
      [id],
    );
    expect(audited.map(({ action }) => action.split('.')[1])).toEqual([
      'create',
      'grant',
      'verify',
      'suspend',
      'verify',
    ]);
  });

  it('is renamed by its owner', async () => {
    const [id, other] = [await organization(), await organization()];
    const owner = await person();
    await grant(id, { personId: owner.id, role: 'owner' }, admin);
    const token = await service.signIn(owner);
    const name = 'Riverside Circles';
    for (let n = 0; n < 2; n++) {
      expect(await change(id, 'renamings', token, { name })).toMatchObject({ status: 201, body: { name } });
    }
    expect((await outboxOf(id)).filter(({ type }) => type.includes('renamed'))).toMatchObject([{ data: { name } }]);
    expect((await change(other, 'renamings', token, { name })).status).toBe(404);
    expect((await change(id, 'renamings', token, { name: ' ' })).status).toBe(400);
  });
});
