import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  jwtVerify,
  type JSONWebKeySet,
  type JWTVerifyGetKey,
} from 'jose';
import type { Actor } from './actor.js';
import { KeysUnavailable, Unauthenticated } from './errors.js';
import { actorClaims, ALGORITHM, LONGEST_LIFE, TOKEN_TYPE } from './token.js';

/** Where the issuer's public keys are: an address (fetched, cached for ten minutes), or the set itself. */
export type KeySource = URL | JSONWebKeySet;

/** Seconds that two machines' clocks may differ by. */
const CLOCK_TOLERANCE = 5;

/**
 * Judges access tokens (RFC 9068, RFC 8725). Keys come from the configured source alone: `jku`, `x5u`, `x5c` and `jwk` in
 * a token's header are never looked at.
 */
export class TokenVerifier {
  private readonly keys: JWTVerifyGetKey;

  constructor(
    private readonly issuer: string,
    source: KeySource,
  ) {
    this.keys = source instanceof URL ? remoteKeys(source) : createLocalJWKSet(source);
  }

  /** Who the token speaks for. Throws Unauthenticated when it does not hold, KeysUnavailable when nobody can tell. */
  async verify(token: string, audience: string): Promise<Actor> {
    const payload = await this.payloadOf(token, audience);
    const actor = actorClaims.safeParse(payload);
    if (!actor.success || payload.exp - payload.iat > LONGEST_LIFE) throw refused();
    return actor.data;
  }

  private async payloadOf(token: string, audience: string): Promise<{ exp: number; iat: number }> {
    try {
      const { payload } = await jwtVerify(token, this.keys, {
        algorithms: [ALGORITHM],
        typ: TOKEN_TYPE,
        issuer: this.issuer,
        audience,
        clockTolerance: CLOCK_TOLERANCE,
        requiredClaims: ['sub', 'exp', 'nbf', 'iat', 'jti'],
      });
      return payload as { exp: number; iat: number };
    } catch (error) {
      throw isAboutTheToken(error) ? refused() : error;
    }
  }
}

function remoteKeys(url: URL): JWTVerifyGetKey {
  const keys = createRemoteJWKSet(url, { timeoutDuration: 3_000 });
  return async (header, token) => {
    try {
      return await keys(header, token);
    } catch (error) {
      throw isAboutTheToken(error) ? error : new KeysUnavailable(error);
    }
  };
}

/** jose's own errors carry a code of their kind; a failed fetch, a time-out or a broken key set is not the token's fault. */
function isAboutTheToken(error: unknown): boolean {
  return (
    error instanceof errors.JOSEError &&
    !(error instanceof errors.JWKSTimeout) &&
    !(error instanceof errors.JWKSInvalid) &&
    error.code !== 'ERR_JOSE_GENERIC'
  );
}

/** One answer for every fault, so that a forger learns nothing from it. */
function refused(): Unauthenticated {
  return new Unauthenticated('invalid-token', 'the access token is expired, malformed or not for here');
}
