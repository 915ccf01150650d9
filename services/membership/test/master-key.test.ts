import { randomBytes } from 'node:crypto';
import { asSystem } from '@opencircle/persistence';
import { createApplication } from '@opencircle/service-defaults';
import { RewrapDataKeys } from '../src/master-key/rewrap-data-keys.js';
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

const signsIn = async (app: Awaited<ReturnType<typeof replica>>) =>
  (await caller(app).post('/v1/sessions', { email: admin.email, password: admin.password })).status;

describe('another master key', () => {
  it('takes over everything that the former one wrapped, and the former can go', async () => {
    // As many as take several batches; what is sealed in them is of no interest here.
    await service.query(
      `INSERT INTO person (id, email_lookup, data_key, contact, profile, registered_at)
       SELECT uuidv7(), decode(md5(n::text), 'hex'), data_key, contact, profile, now()
       FROM person, generate_series(1, $1) n`,
      [people],
    );
    const both = await replica(next, service.variables.MASTER_KEY);
    const rewrap = () => asSystem(() => both.get(RewrapDataKeys, { strict: false }).run());
    try {
      expect(await signsIn(both)).toBe(201);
      const twice = await Promise.all([rewrap(), rewrap()]);
      expect(twice.reduce((sum, { person }) => sum + person, 0)).toBe(people + 1);
      expect(twice.reduce((sum, { signing_key: signing }) => sum + signing, 0)).toBe(1);
      expect(await rewrap()).toEqual({ person: 0, identity_provider: 0, signing_key: 0 });
    } finally {
      await both.close();
    }
    const after = await replica(next);
    expect(await signsIn(after)).toBe(201);
    await after.close();
  });

  it('that is not there stops the start, and the failure names it', async () => {
    await expect(replica(service.variables.MASTER_KEY)).rejects.toThrow(/master key [0-9a-f]{8}, which is not here/);
  });

  it('must be well formed', async () => {
    await expect(replica(next, `${next},c2hvcnQ=`)).rejects.toThrow(/OTHER_MASTER_KEYS +must be 32 bytes in base64/);
  });
});
