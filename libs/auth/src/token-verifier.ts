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
import { DEFAULT_AUDIENCE } from './policy-row.js';
import { actorClaims, ALGORITHM, LONGEST_LIFE, TOKEN_TYPE } from './token.js';

/** Where the issuer's public keys are: an address (fetched, cached for ten minutes), the set itself, or who has it. */
export type KeySource = URL | JSONWebKeySet | (() => JSONWebKeySet);

/**
 * Milliseconds between two fetches for the sake of unknown kids, so that forged ones cost little. A key is published for
 * longer than that before it signs: whoever fetched within this time has it.
 */
const COOLDOWN = 3_000;

/** Characters. Ours have a few hundred, of staff with many groups some thousand; longer ones are refused unread. */
const LONGEST_TOKEN = 65_536;

/** Three parts of base64url (RFC 7515 §2), the last one 64 bytes, written in the only way that leaves no bit over. */
const TOKEN_SHAPE = /^[\w-]+\.[\w-]+\.[\w-]{85}[AQgw]$/;

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
    this.keys = named(keysIn(source));
  }

  /** Who the token speaks for. Throws Unauthenticated when it does not hold, KeysUnavailable when nobody can tell. */
  async verify(token: string, audience: string): Promise<Actor> {
    if (token.length > LONGEST_TOKEN || !TOKEN_SHAPE.test(token)) throw refused();
    const payload = await this.payloadOf(token, audience);
    const actor = actorClaims.safeParse(payload);
    if (!actor.success || !isOfOurTime(payload) || !isInPlace(actor.data, audience)) throw refused();
    return actor.data;
  }

  private async payloadOf(token: string, audience: string): Promise<Times> {
    try {
      const { payload } = await jwtVerify(token, this.keys, {
        algorithms: [ALGORITHM],
        typ: TOKEN_TYPE,
        issuer: this.issuer,
        audience,
        clockTolerance: CLOCK_TOLERANCE,
        requiredClaims: ['sub', 'exp', 'nbf', 'iat', 'jti'],
      });
      return payload as Times;
    } catch (error) {
      throw isAboutTheToken(error) ? refused() : error;
    }
  }
}

type Times = { exp: number; iat: number; nbf: number };

/** Not made in the future, and not for longer than any token lasts: neither from its making nor from its beginning. */
function isOfOurTime({ exp, iat, nbf }: Times): boolean {
  return iat <= Date.now() / 1000 + CLOCK_TOLERANCE && exp - Math.min(iat, nbf) <= LONGEST_LIFE;
}

/** Without a kid, jose would take the only key that there is; which key it was made with is for a token to say. */
function named(keys: JWTVerifyGetKey): JWTVerifyGetKey {
  return (header, token) => {
    if (typeof header.kid !== 'string') throw new errors.JWSInvalid('no kid');
    return keys(header, token);
  };
}

/** People have one audience, services have others: whoever holds a token of the other kind is nobody here. */
function isInPlace(actor: Actor, audience: string): boolean {
  return (actor.kind === 'person') === (audience === DEFAULT_AUDIENCE);
}

function keysIn(source: KeySource): JWTVerifyGetKey {
  if (source instanceof URL) return remoteKeys(source);
  if (typeof source !== 'function') return createLocalJWKSet(source);
  return (header, token) => createLocalJWKSet(source())(header, token);
}

function remoteKeys(url: URL): JWTVerifyGetKey {
  const keys = createRemoteJWKSet(url, { timeoutDuration: 3_000, cooldownDuration: COOLDOWN });
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
