import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Layout, ServiceName } from '../layout.js';

export type Call = {
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly body?: unknown;
  /** Makes a repetition harmless: the same key, the same effect. */ readonly key?: string;
  readonly ifMatch?: string;
};
export type Answer<Body> = { readonly body: Body; readonly etag: string | null };

export type Tokens = { readonly accessToken: string; readonly refreshToken: string };

/** A service answered with a problem; the message is its problem+json in one line. */
export class CallRefused extends Error {
  constructor(
    readonly status: number,
    what: string,
    body: string,
  ) {
    super(`${what} answered ${status}: ${body.slice(0, 600)}`);
  }
}

/** Talks to the services as any client does: HTTP, an access token, idempotency keys. */
export class Client {
  private constructor(
    private readonly layout: Layout,
    private readonly token?: string,
  ) {}

  static anonymous(layout: Layout): Client {
    return new Client(layout);
  }

  /** The same, as who these tokens are of. */
  with({ accessToken }: Tokens): Client {
    return new Client(this.layout, accessToken);
  }

  async call<Body>(
    service: ServiceName,
    path: string,
    { method = 'GET', body, key, ifMatch }: Call = {},
  ): Promise<Answer<Body>> {
    const response = await fetch(`${this.layout.serviceUrl(service)}${path}`, {
      method,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(this.token === undefined ? {} : { authorization: `Bearer ${this.token}` }),
        ...(key === undefined ? {} : { 'idempotency-key': uuidOf(key) }),
        ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(30_000),
    });
    const text = await response.text();
    if (!response.ok) throw new CallRefused(response.status, `${method} ${service} ${path}`, text);
    return { body: (text === '' ? undefined : JSON.parse(text)) as Body, etag: response.headers.get('etag') };
  }

  async post<Body>(service: ServiceName, path: string, body: unknown, key?: string): Promise<Body> {
    return (await this.call<Body>(service, path, { method: 'POST', body, ...(key === undefined ? {} : { key }) })).body;
  }

  async get<Body>(service: ServiceName, path: string): Promise<Body> {
    return (await this.call<Body>(service, path)).body;
  }
}

/** Repeats what another service must have heard of first: events take a moment. */
export async function eventually<T>(work: () => Promise<T>, timeoutMs = 20_000): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof CallRefused) || error.status >= 500 || Date.now() > deadline) throw error;
      await sleep(100);
    }
  }
}

/** The same UUID (version 8, RFC 9562) for the same words. */
function uuidOf(words: string): string {
  const hex = createHash('sha256').update(`demo ${words}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
