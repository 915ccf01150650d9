import { randomUUID } from 'node:crypto';
import { SoftwarePasskey, type RequestOptions } from '@opencircle/software-passkey';
import type { RunFile } from './stack.js';

export type Answer<T = Record<string, unknown>> = { status: number; body: T };

/** A person's session with the gateway, as the console would hold it. */
export class StackClient {
  private cookie = '';

  private constructor(private readonly origin: string) {}

  static anonymous(run: RunFile): StackClient {
    return new StackClient(new URL(run.addresses.finder).origin);
  }

  /** With the account's passkey where a second factor is asked for: a code from its secret would work once in thirty seconds. */
  static async signedIn(run: RunFile, role: string): Promise<StackClient> {
    const account = run.accounts.find((each) => each.role === role);
    if (account === undefined) throw new Error(`no account with the role ${role} in run.json`);
    const client = StackClient.anonymous(run);
    const { email, password, passkey } = account;
    let response = await client.fetch('POST', '/session', { email, password });
    if (response.status === 202 && passkey !== undefined) {
      const { challenge, passkey: options } = (await response.json()) as { challenge: string; passkey: RequestOptions };
      const answer = SoftwarePasskey.from(passkey).authenticate(options, client.origin);
      response = await client.fetch('POST', '/session/challenges', { challenge, factor: 'passkey', answer });
    }
    if (response.status !== 204) throw new Error(`sign-in as ${role} answered ${response.status}`);
    client.cookie = response.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';', 1)[0])
      .join('; ');
    return client;
  }

  /** `path` below `/api`, such as `/listings/v1/cases`. The same `key` again asks for the same effect, not for another. */
  async call<T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    key: string = randomUUID(),
  ): Promise<Answer<T>> {
    const response = await this.fetch(method, `/api${path}`, body, key);
    const text = await response.text();
    return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as T };
  }

  /** Like call, and throws unless the answer is 2xx. */
  async must<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.call<T>(method, path, body);
    if (answer.status >= 300)
      throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  private fetch(method: string, path: string, body: unknown, key: string = randomUUID()): Promise<Response> {
    return fetch(this.origin + path, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json', 'idempotency-key': key }),
        cookie: this.cookie,
        origin: this.origin,
        'sec-fetch-site': 'same-origin',
        'x-opencircle-csrf': '1',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }
}
