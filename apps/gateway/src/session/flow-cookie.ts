import { Inject, Injectable } from '@nestjs/common';
import { ENVIRONMENT } from '@opencircle/service-defaults';
import { parseCookie } from 'cookie';
import { z } from 'zod';
import type { Environment } from '../environment.js';
import { hostCookie, seal, unseal } from './seal.js';

const FLOW_COOKIE = '__Host-oc_flow';

/** Somebody is at their organization's provider meanwhile, typing a password and a code. */
const MINUTES = 10;
const purpose = { audience: 'opencircle-gateway-flow', lasts: `${MINUTES}m` };

/** What membership wants back of a sign-in by a provider; the gateway does not look into it. */
export const flow = z.record(z.string(), z.unknown());
export type Flow = z.infer<typeof flow>;
const sealed = z.object({ flow });

/**
 * Binds a sign-in by a provider to the browser that began it: whoever has the provider's answer and not this cookie has
 * nothing. Strict, although another site sends the browser back: our own page posts what it brought.
 */
@Injectable()
export class FlowCookie {
  private readonly key: Uint8Array;

  constructor(@Inject(ENVIRONMENT) environment: Environment) {
    this.key = environment.SESSION_KEY;
  }

  async seal(begun: Flow): Promise<string> {
    return hostCookie(FLOW_COOKIE, await seal({ flow: begun }, purpose, this.key), MINUTES * 60);
  }

  /** Undefined when there is none, or it is over. */
  async open(header: string | undefined): Promise<Flow | undefined> {
    const value = header === undefined ? undefined : parseCookie(header)[FLOW_COOKIE];
    if (value === undefined) return undefined;
    return sealed.safeParse(await unseal(value, purpose, this.key)).data?.flow;
  }

  clear(): string {
    return hostCookie(FLOW_COOKIE, '', 0);
  }
}
