import { Inject, Injectable } from '@nestjs/common';
import { ENVIRONMENT } from '@opencircle/service-defaults';
import { parseCookie, stringifySetCookie } from 'cookie';
import { EncryptJWT, jwtDecrypt } from 'jose';
import { z } from 'zod';
import type { Environment } from '../environment.js';

const SESSION_COOKIE = '__Host-oc_session';

/** Days; a session at membership lasts as long. */
const LONGEST_DAYS = 30;
const AUDIENCE = 'opencircle-gateway';

const sealed = z.object({ accessToken: z.string(), refreshToken: z.string(), accessEnds: z.number() });

/** A signed-in browser's tokens. `accessEnds`: milliseconds since 1970 when the access token expires. */
export type Tokens = z.infer<typeof sealed>;

/** Keeps tokens in the browser without showing them: sealed with A256GCM (RFC 7516, `dir`), out of reach for scripts. */
@Injectable()
export class SessionCookie {
  private readonly key: Uint8Array;

  constructor(@Inject(ENVIRONMENT) environment: Environment) {
    this.key = environment.SESSION_KEY;
  }

  /** The `Set-Cookie` value that holds these tokens. */
  async seal(tokens: Tokens): Promise<string> {
    const value = await new EncryptJWT(tokens)
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .setAudience(AUDIENCE)
      .setExpirationTime(`${LONGEST_DAYS}d`)
      .encrypt(this.key);
    return cookie(value);
  }

  /** The tokens in a `Cookie` header; undefined when there are none, or the seal does not hold. */
  async open(header: string | undefined): Promise<Tokens | undefined> {
    const value = header === undefined ? undefined : parseCookie(header)[SESSION_COOKIE];
    if (value === undefined) return undefined;
    try {
      const { payload } = await jwtDecrypt(value, this.key, {
        audience: AUDIENCE,
        keyManagementAlgorithms: ['dir'],
        contentEncryptionAlgorithms: ['A256GCM'],
      });
      return sealed.parse(payload);
    } catch {
      return undefined;
    }
  }

  /** The `Set-Cookie` value that takes the cookie away. */
  clear(): string {
    return `${cookie('')}; Max-Age=0`;
  }
}

/** No Max-Age on a session: it ends with the browser. `__Host-` makes browsers insist on Secure, Path=/ and no Domain. */
function cookie(value: string): string {
  return stringifySetCookie({
    name: SESSION_COOKIE,
    value,
    path: '/',
    httpOnly: true,
    secure: true,
    sameSite: 'strict',
  });
}
