import { lookup as systemLookup, type LookupAddress, type LookupAllOptions } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import type { OnModuleDestroy } from '@nestjs/common';
import type { CustomFetch } from 'openid-client';
import { Agent, request } from 'undici';
import { isGlobalAddress } from './global-address.js';

const MOST_BYTES = 1024 * 1024;
/** Milliseconds for a whole answer, and for the connection. */
const PATIENCE = 5_000;
const CONNECT = 3_000;

/** Answers that have no body (Fetch §2.2.3). */
const bodiless: ReadonlySet<number> = new Set([204, 205, 304]);

type Resolve = (
  host: string,
  options: LookupAllOptions,
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * Fetches what an organization names, without being led inside: https at its own port alone, addresses of the public Internet
 * alone (looked at as the connection is made, so that a name cannot mean something else by then), no redirects, an answer
 * of 1 MiB within 5 seconds. `inside`: origins that the operator trusts to stand wherever they do, by http too.
 */
export class ProviderFetch implements OnModuleDestroy {
  private readonly outside: Agent;
  private readonly trusted: Agent;

  constructor(
    private readonly inside: readonly string[],
    resolve: Resolve = systemLookup,
  ) {
    const common = { maxResponseSize: MOST_BYTES, connections: 16, headersTimeout: PATIENCE, bodyTimeout: PATIENCE };
    this.outside = new Agent({ ...common, connect: { timeout: CONNECT, lookup: globalLookup(resolve) } });
    this.trusted = new Agent({ ...common, connect: { timeout: CONNECT } });
  }

  isInside(url: URL): boolean {
    return this.inside.includes(url.origin);
  }

  /** Rejects for whatever is no answer, an address inside, another port, and a redirect. */
  readonly fetch: CustomFetch = async (address, { method, headers, body, signal }) => {
    const url = new URL(address);
    const answer = await request(url, {
      dispatcher: this.agentFor(url),
      method,
      headers,
      body: body === undefined || body === null ? null : textOf(body),
      signal: AbortSignal.any([AbortSignal.timeout(PATIENCE), ...(signal ? [signal] : [])]),
    });
    const { statusCode: status } = answer;
    const bytes = await answer.body.arrayBuffer();
    if (status >= 300 && status < 400) throw new Error('a provider must not redirect');
    const type = [answer.headers['content-type'] ?? ''].flat()[0] ?? '';
    return new Response(bodiless.has(status) ? null : bytes, { status, headers: { 'content-type': type } });
  };

  async onModuleDestroy(): Promise<void> {
    await Promise.all([this.outside.destroy(), this.trusted.destroy()]);
  }

  /**
   * Why this address is not asked, whatever it may stand for; undefined when it is. An address in place of a name is never
   * looked up, so it is judged here.
   */
  faultOf(url: URL): string | undefined {
    if (this.isInside(url)) return undefined;
    if (url.protocol !== 'https:') return 'a provider must be asked by https';
    if (url.port !== '') return 'a provider must be asked at port 443';
    const host = url.hostname.replace(/^\[|\]$/g, '');
    return isIP(host) !== 0 && !isGlobalAddress(host) ? 'a provider must not be inside' : undefined;
  }

  private agentFor(url: URL): Agent {
    const fault = this.faultOf(url);
    if (fault !== undefined) throw new Error(fault);
    return this.isInside(url) ? this.trusted : this.outside;
  }
}

function textOf(body: NonNullable<Parameters<CustomFetch>[1]['body']>): string {
  if (typeof body === 'string' || body instanceof URLSearchParams) return body.toString();
  throw new Error('a provider is sent forms alone');
}

/** A look-up that refuses a name of which one address is not global. */
export function globalLookup(resolve: Resolve): LookupFunction {
  return (host, options, done) => {
    resolve(host, { ...options, all: true }, (error, addresses) => {
      if (error !== null) {
        done(error, []);
        return;
      }
      const [first] = addresses;
      if (first === undefined || !addresses.every(({ address }) => isGlobalAddress(address))) {
        done(new Error('a provider must not be inside'), []);
      } else if (options.all === true) done(null, addresses);
      else done(null, first.address, first.family);
    });
  };
}
