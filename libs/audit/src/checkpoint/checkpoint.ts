import { calculateJwkThumbprint, compactVerify, CompactSign, importJWK, type CryptoKey, type JWK } from 'jose';
import { z } from 'zod';

/** What was said outside the database: at this time the chain of this service ended with this entry. `hash` is hex. */
export const checkpoint = z.object({
  service: z.string().min(1),
  seq: z.int().min(1),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.iso.datetime(),
});
export type Checkpoint = z.infer<typeof checkpoint>;

const ALGORITHM = 'EdDSA';
/** Keeps a checkpoint from being taken for anything else that the key might sign, and the reverse. */
const TYPE = 'opencircle-audit-checkpoint';

/** Signs checkpoints as compact JWS (RFC 7515), Ed25519. */
export class CheckpointSigner {
  private constructor(
    private readonly key: CryptoKey,
    private readonly kid: string,
  ) {}

  /** `signingKey` is an Ed25519 private JWK. Throws on any other key. */
  static async of(signingKey: JWK): Promise<CheckpointSigner> {
    const { kty, crv, x, d } = signingKey;
    if (kty !== 'OKP' || crv !== 'Ed25519' || x === undefined || d === undefined) {
      throw new Error('the audit signing key is not an Ed25519 private JWK');
    }
    const kid = await calculateJwkThumbprint({ kty, crv, x });
    return new CheckpointSigner((await importJWK({ kty, crv, x, d }, ALGORITHM)) as CryptoKey, kid);
  }

  sign(said: Checkpoint): Promise<string> {
    return new CompactSign(Buffer.from(JSON.stringify(said)))
      .setProtectedHeader({ alg: ALGORITHM, typ: TYPE, kid: this.kid })
      .sign(this.key);
  }
}

/** Reads signed checkpoints. It trusts the keys that it was made with, and nothing that a checkpoint says of keys. */
export class CheckpointReader {
  private constructor(private readonly keys: ReadonlyMap<string, CryptoKey>) {}

  /** `keys` are public Ed25519 JWKs, several where the key was changed; private parts are ignored. */
  static async of(keys: readonly JWK[]): Promise<CheckpointReader> {
    const trusted = new Map<string, CryptoKey>();
    for (const { kty, crv, x } of keys) {
      if (kty !== 'OKP' || crv !== 'Ed25519' || x === undefined) throw new Error('an audit key is not an Ed25519 JWK');
      const kid = await calculateJwkThumbprint({ kty, crv, x });
      trusted.set(kid, (await importJWK({ kty, crv, x }, ALGORITHM)) as CryptoKey);
    }
    return new CheckpointReader(trusted);
  }

  /** undefined when the signature, or what is signed, does not hold. */
  async read(jws: string): Promise<Checkpoint | undefined> {
    try {
      const { payload, protectedHeader } = await compactVerify(jws, ({ kid }) => this.keyFor(kid), {
        algorithms: [ALGORITHM],
      });
      if (protectedHeader.typ !== TYPE) return undefined;
      return checkpoint.safeParse(JSON.parse(Buffer.from(payload).toString('utf8'))).data;
    } catch {
      return undefined;
    }
  }

  private keyFor(kid: string | undefined): CryptoKey {
    const key = this.keys.get(kid ?? '');
    if (key === undefined) throw new Error('signed by a key that is not trusted');
    return key;
  }
}
