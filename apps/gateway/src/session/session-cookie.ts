import { Inject, Injectable } from '@nestjs/common';
import { ENVIRONMENT } from '@opencircle/service-defaults';
import { parseCookie } from 'cookie';
import { z } from 'zod';
import type { Environment } from '../environment.js';
import { hostCookie, seal, unseal } from './seal.js';

const SESSION_COOKIE = '__Host-oc_session';

/** A session at membership lasts as long. */
const purpose = { audience: 'opencircle-gateway', lasts: '30d' };

const sealed = z.object({ accessToken: z.string(), refreshToken: z.string(), accessEnds: z.number() });

/** A signed-in browser's tokens. `accessEnds`: milliseconds since 1970 when the access token expires. */
export type Tokens = z.infer<typeof sealed>;

/** Keeps tokens in the browser without showing them: sealed, and out of reach for scripts. */
@Injectable()
export class SessionCookie {
  private readonly key: Uint8Array;

  constructor(@Inject(ENVIRONMENT) environment: Environment) {
    this.key = environment.SESSION_KEY;
  }

  /** The `Set-Cookie` value that holds these tokens. It ends with the browser. */
  async seal(tokens: Tokens): Promise<string> {
    return hostCookie(SESSION_COOKIE, await seal(tokens, purpose, this.key));
  }

  /** The tokens in a `Cookie` header; undefined when there are none, or the seal does not hold. */
  async open(header: string | undefined): Promise<Tokens | undefined> {
    const value = header === undefined ? undefined : parseCookie(header)[SESSION_COOKIE];
    if (value === undefined) return undefined;
    return sealed.safeParse(await unseal(value, purpose, this.key)).data;
  }

  /** The `Set-Cookie` value that takes the cookie away. */
  clear(): string {
    return hostCookie(SESSION_COOKIE, '', 0);
  }
}
