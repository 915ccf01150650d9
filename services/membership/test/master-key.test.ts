import { randomBytes, randomUUID } from 'node:crypto';
import { asSystem, FieldCipher } from '@opencircle/persistence';
import { createApplication } from '@opencircle/service-defaults';
import { rewrapDataKeys } from '../src/master-key/rewrap-data-keys.command.js';
import { RewrapDataKeys, type Rewrapped } from '../src/master-key/rewrap-data-keys.js';
import { membership } from '../src/service.js';
import { admin, caller, startMembership, type TestMembership } from './service.js';

let service: TestMembership;
beforeAll(async () => (service = await startMembership()));
afterAll(() => service.stop());

const next = randomBytes(32).toString('base64');
const people = 1_203;

/** A replica of the service with these master keys. */
const replica = (MASTER_KEY: string, OTHER_MASTER_KEYS = '') =>
  createApplication(membership, {
    variables: { ...service.variables, MASTER_KEY, OTHER_MASTER_KEYS },
    keys: () => service.issuer.keys(),
  });
type Replica = Awaited<ReturnType<typeof replica>>;

/** For starts that fail. */
const started = (...keys: Parameters<typeof replica>) => replica(...keys).then(() => 'started');

const signsIn = async (app: Replica) =>
  (await caller(app).post('/v1/sessions', { email: admin.email, password: admin.password })).status;

/** The signing key, wrapped as while there was one master key. */
async function wrappedAlone(masterKey: string): Promise<void> {
  const alone = new FieldCipher(Buffer.from(masterKey, 'base64'), randomBytes(32));
  const [row] = await service.query<{ dataKey: Buffer }>('SELECT data_key AS "dataKey" FROM signing_key');
  await service.query('UPDATE signing_key SET data_key = $1', [alone.rewrap(row!.dataKey)]);
}

const rewrap = (app: Replica) => asSystem(() => app.get(RewrapDataKeys, { strict: false }).run());

describe('another master key', () => {
  it('takes over everything that the former one wrapped, and the former can go', async () => {
    // As many as take several batches; what is sealed in them is of no interest here.
    await service.query(
      `INSERT INTO person (id, email_lookup, data_key, contact, profile, registered_at)
       SELECT uuidv7(), decode(md5(n::text), 'hex'), data_key, contact, profile, now()
       FROM person, generate_series(1, $1) n`,
      [people],
    );
    await service.query(
      `WITH o AS (INSERT INTO organization (id, name, kind, path, state, registered_at)
                  VALUES ($1, 'Riverside', 'affiliate', ARRAY[$1::uuid], 'verified', now()) RETURNING id)
       INSERT INTO identity_provider (organization_id, issuer, client_id, data_key, client_secret, configured_at, configured_by)
       SELECT o.id, 'https://id.example', 'opencircle', data_key, contact, now(), p.id FROM o, person p LIMIT 1`,
      [randomUUID()],
    );
    const both = await replica(next, service.variables.MASTER_KEY);
    try {
      expect(await signsIn(both)).toBe(201);
      const twice = await Promise.all([rewrap(both), rewrap(both)]);
      const sum = (table: keyof Rewrapped['anew']) => twice.reduce((all, { anew }) => all + anew[table], 0);
      expect([sum('person'), sum('identity_provider'), sum('signing_key')]).toEqual([people + 1, 1, 1]);
      expect(await rewrap(both)).toEqual({ anew: none, left: new Map() });
    } finally {
      await both.close();
    }
    const after = await replica(next);
    expect(await signsIn(after)).toBe(201);
    await after.close();
  });

  it('that is not there stops the start, and the failure names it where the wrapped key does', async () => {
    await expect(started(service.variables.MASTER_KEY)).rejects.toThrow(/master key [0-9a-f]{8}, which is not here/);
    await wrappedAlone(next);
    await expect(started(service.variables.MASTER_KEY)).rejects.toThrow('opened by no master key that is here');
  });

  it('wraps all it can beside keys that nothing here opens, and says which these are', async () => {
    const [lost, newest] = [randomBytes(32), randomBytes(32).toString('base64')];
    const elsewhere = new FieldCipher(lost, randomBytes(32), [randomBytes(32)]);
    const damage = (dataKey: Buffer, rank: number) =>
      service.query(`UPDATE person SET data_key = $1 WHERE email_lookup = decode(md5($2), 'hex')`, [
        dataKey,
        `${rank}`,
      ]);
    await damage(elsewhere.newDataKey(), 1);
    await damage(new FieldCipher(lost, randomBytes(32)).newDataKey(), 2);
    const app = await replica(newest, next);
    try {
      const { anew, left } = await rewrap(app);
      const named = `a data key is wrapped by master key ${elsewhere.label.subarray(1).toString('hex')}, which is not here`;
      expect(anew).toEqual({ person: people - 1, identity_provider: 1, signing_key: 1 });
      expect(left).toEqual(new Map([[named, 1], ['a data key is opened by no master key that is here', 1]])); // prettier-ignore
      await expect(asSystem(() => rewrapDataKeys(app))).rejects.toThrow(named);
    } finally {
      await app.close();
    }
  });

  it('must be there, or there is nothing to wrap anew', async () => {
    await expect(asSystem(() => rewrapDataKeys(service.app))).rejects.toThrow(/OTHER_MASTER_KEYS +is missing/);
  });

  it('must be well formed', async () => {
    await expect(started(next, `${next},c2hvcnQ=`)).rejects.toThrow(/OTHER_MASTER_KEYS +must be 32 bytes in base64/);
  });
});

const none = { person: 0, identity_provider: 0, signing_key: 0 };
