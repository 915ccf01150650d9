import { createApplication } from '@opencircle/service-defaults';
import { eventually } from '@opencircle/testing';
import { TokenIssuer } from '@opencircle/auth';
import { membership } from '../src/service.js';
import { RotateKeys } from '../src/signing-key/rotate-keys.js';
import { startMembership, type TestMembership } from './service.js';

let service: TestMembership;
beforeAll(async () => (service = await startMembership({ KEY_LEAD_SECONDS: '5' })));
afterAll(() => service.stop());

const rotate = (app = service.app) => app.get(RotateKeys, { strict: false }).run();
const published = async () => {
  const { body } = await service.get('/.well-known/jwks.json');
  return (body as { keys: { kid: string }[] }).keys.map(({ kid }) => kid);
};
/** The kid in a fresh token's header. */
async function signer(): Promise<string> {
  const header = (await service.signIn()).split('.')[0] ?? '';
  return (JSON.parse(Buffer.from(header, 'base64url').toString()) as { kid: string }).kid;
}
const later = (seconds: number) =>
  service.query('UPDATE signing_key SET signs_from = signs_from - make_interval(secs => $1)', [seconds]);
const reads = () => new Promise((resolve) => setTimeout(resolve, 1_200));

describe('the keys of access tokens', () => {
  it('start with one that signs, shown in public without its secret and stored sealed', async () => {
    const { status, body, headers } = await service.get('/.well-known/jwks.json');
    expect(status).toBe(200);
    expect(body.keys).toEqual([
      { kty: 'OKP', crv: 'Ed25519', x: expect.any(String), kid: await signer(), alg: 'EdDSA', use: 'sig' },
    ]);
    expect(headers['cache-control']).toBe('public, max-age=2');
    const [row] = await service.query<{ dump: string }>(
      `SELECT encode(private_key, 'escape') AS dump FROM signing_key`,
    );
    expect(row!.dump).not.toMatch(/Ed25519|"d"/);
  });

  it('are next, active, retiring and gone, one after the other, and tokens hold all the time', async () => {
    const first = await signer();
    const token = await service.signIn();
    // A replica believes for a minute what it has found good; this one is shown late.
    const kept = await service.signIn();
    const { kid: second, made } = await rotate();
    expect(made).toBe(true);
    await reads();
    expect(await published()).toEqual([first, second]);
    expect(await signer()).toBe(first);
    await later(6);
    await reads();
    expect(await signer()).toBe(second);
    expect(await published()).toEqual([first, second]);
    expect((await service.get('/v1/me', token)).status).toBe(200);
    expect((await service.get('/v1/me', await service.signIn())).status).toBe(200);
    await later(640);
    await reads();
    expect(await published()).toEqual([second]);
    expect((await service.get('/v1/me', kept)).body.code).toBe('invalid-token');
  });

  it('are rotated once by whoever rotates at once, in two replicas, which agree within seconds', async () => {
    const other = await createApplication(membership, { variables: service.variables, keys: { keys: [] } });
    try {
      const rotations = await Promise.all([0, 1, 2, 3, 4, 5].map((n) => rotate(n % 2 === 0 ? service.app : other)));
      expect(rotations.filter(({ made }) => made)).toHaveLength(1);
      expect(new Set(rotations.map(({ kid }) => kid)).size).toBe(1);
      const [{ kid } = { kid: '' }] = rotations;
      await eventually(
        'both replicas publish the key',
        async () => {
          const theirs = other.get(TokenIssuer, { strict: false }).keys().keys;
          return (await published()).includes(kid) && theirs.some((key) => key.kid === kid);
        },
        3,
      );
    } finally {
      await other.close();
    }
  });
});
