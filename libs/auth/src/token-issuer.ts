import { randomUUID } from 'node:crypto';
import { SignJWT, type JSONWebKeySet, type JWK } from 'jose';
import type { Person, Service } from './actor.js';
import { DEFAULT_AUDIENCE } from './policy-row.js';
import { signingKeyOf, type SigningKey } from './signing-key.js';
import { ALGORITHM, LONGEST_LIFE, TOKEN_TYPE } from './token.js';

export type IssuedToken = { readonly accessToken: string; /** Seconds. */ readonly expiresIn: number };

/** The issuer's keys: one signs now, several may have signed what is still valid, or will sign soon. */
export type KeyRing = {
  /** Throws KeysUnavailable when it cannot be told which key signs now. */
  signing(): SigningKey;
  published(): JSONWebKeySet;
};

/** Signs access tokens (RFC 9068). For membership, which alone holds private keys. */
export class TokenIssuer {
  /** `longestLife` in seconds, ten minutes at most. */
  constructor(
    private readonly issuer: string,
    private readonly ring: KeyRing,
    private readonly longestLife = LONGEST_LIFE,
  ) {}

  /** With one key for ever; `signingKey` is an Ed25519 private JWK. Throws on any other key. */
  static async of(options: { issuer: string; signingKey: JWK }): Promise<TokenIssuer> {
    const key = await signingKeyOf(options.signingKey);
    return new TokenIssuer(options.issuer, { signing: () => key, published: () => ({ keys: [key.publicKey] }) });
  }

  /** What `/.well-known/jwks.json` answers. */
  keys(): JSONWebKeySet {
    return this.ring.published();
  }

  /** `lifetime` in seconds, ten minutes at most. */
  async issue(
    actor: Person | Service,
    { audience = DEFAULT_AUDIENCE, lifetime = LONGEST_LIFE }: { audience?: string; lifetime?: number } = {},
  ): Promise<IssuedToken> {
    const { kid, key } = this.ring.signing();
    const now = Math.floor(Date.now() / 1000);
    const expiresIn = Math.min(lifetime, this.longestLife, LONGEST_LIFE);
    const accessToken = await new SignJWT(claimsOf(actor))
      .setProtectedHeader({ alg: ALGORITHM, typ: TOKEN_TYPE, kid })
      .setIssuer(this.issuer)
      .setAudience(audience)
      .setSubject(actor.kind === 'person' ? actor.id : actor.name)
      .setIssuedAt(now)
      .setNotBefore(now)
      .setExpirationTime(now + expiresIn)
      .setJti(randomUUID())
      .sign(key);
    return { accessToken, expiresIn };
  }
}

function claimsOf(actor: Person | Service): Record<string, unknown> {
  if (actor.kind === 'service') return { client_id: actor.name };
  const { roles, epoch = 0, sessionId } = actor;
  return { roles, epoch, ...(sessionId !== undefined && { sid: sessionId }) };
}
