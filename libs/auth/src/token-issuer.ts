import { randomUUID } from 'node:crypto';
import { calculateJwkThumbprint, importJWK, SignJWT, type CryptoKey, type JSONWebKeySet, type JWK } from 'jose';
import type { Person, Service } from './actor.js';
import { DEFAULT_AUDIENCE } from './policy-table.js';
import { ALGORITHM, LONGEST_LIFE, TOKEN_TYPE } from './token.js';

export type IssuedToken = { readonly accessToken: string; /** Seconds. */ readonly expiresIn: number };

/** Signs access tokens (RFC 9068). For membership, which alone holds the private key. */
export class TokenIssuer {
  private constructor(
    private readonly issuer: string,
    private readonly key: CryptoKey,
    private readonly publicKey: JWK,
  ) {}

  /** `signingKey` is an Ed25519 private JWK; its thumbprint (RFC 7638) becomes the `kid`. Throws on any other key. */
  static async of(options: { issuer: string; signingKey: JWK }): Promise<TokenIssuer> {
    const { kty, crv, x, d } = options.signingKey;
    if (kty !== 'OKP' || crv !== 'Ed25519' || x === undefined || d === undefined) {
      throw new Error('the signing key is not an Ed25519 private JWK');
    }
    const kid = await calculateJwkThumbprint({ kty, crv, x });
    const key = (await importJWK({ kty, crv, x, d }, ALGORITHM)) as CryptoKey;
    return new TokenIssuer(options.issuer, key, { kty, crv, x, kid, alg: ALGORITHM, use: 'sig' });
  }

  /** What `/.well-known/jwks.json` answers. */
  keys(): JSONWebKeySet {
    return { keys: [this.publicKey] };
  }

  /** `lifetime` in seconds, ten minutes at most. */
  async issue(
    actor: Person | Service,
    { audience = DEFAULT_AUDIENCE, lifetime = LONGEST_LIFE }: { audience?: string; lifetime?: number } = {},
  ): Promise<IssuedToken> {
    const now = Math.floor(Date.now() / 1000);
    const expiresIn = Math.min(lifetime, LONGEST_LIFE);
    const accessToken = await new SignJWT(claimsOf(actor))
      .setProtectedHeader({ alg: ALGORITHM, typ: TOKEN_TYPE, kid: this.publicKey.kid as string })
      .setIssuer(this.issuer)
      .setAudience(audience)
      .setSubject(actor.kind === 'person' ? actor.id : actor.name)
      .setIssuedAt(now)
      .setNotBefore(now)
      .setExpirationTime(now + expiresIn)
      .setJti(randomUUID())
      .sign(this.key);
    return { accessToken, expiresIn };
  }
}

function claimsOf(actor: Person | Service): Record<string, unknown> {
  if (actor.kind === 'service') return { client_id: actor.name };
  return { roles: actor.roles, ...(actor.sessionId !== undefined && { sid: actor.sessionId }) };
}
