import { Inject, Injectable } from '@nestjs/common';
import { ENVIRONMENT } from '@opencircle/service-defaults';
import { z } from 'zod';
import type { Environment } from '../environment.js';
import { credentialsRefused, serviceUnavailable, sessionEnded, tooManyAttempts } from '../problems.js';
import type { Tokens } from './session-cookie.js';

const issued = z.object({ accessToken: z.string(), refreshToken: z.string(), expiresIn: z.number() });
const me = z.object({ id: z.string(), displayName: z.string(), roles: z.array(z.record(z.string(), z.unknown())) });
export type Me = z.infer<typeof me>;

/** Milliseconds; a password hash takes its time. */
const PATIENCE = 10_000;

/** Where the gateway gets its tokens from. Every method throws `service-unavailable` when membership does not answer. */
@Injectable()
export class MembershipClient {
  private readonly base: string;

  constructor(@Inject(ENVIRONMENT) environment: Environment) {
    this.base = environment.SERVICE_URLS.membership;
  }

  /** Throws `credentials-refused`, `too-many-attempts`. */
  async signIn(credentials: { email: string; password: string }, address: string): Promise<Tokens> {
    const response = await this.post('/v1/sessions', credentials, { 'x-forwarded-for': address });
    if (response.status === 429) throw tooManyAttempts(Number(response.headers.get('retry-after')) || 60);
    if (!response.ok) throw credentialsRefused();
    return this.tokensIn(response);
  }

  /** Throws `session-ended`. A refresh token works once. */
  async refresh(refreshToken: string): Promise<Tokens> {
    const response = await this.post('/v1/session-refreshes', { refreshToken });
    if (!response.ok) throw sessionEnded();
    return this.tokensIn(response);
  }

  async revoke(refreshToken: string): Promise<void> {
    await this.post('/v1/session-revocations', { refreshToken });
  }

  /** Throws `session-ended` when the token is not accepted any more. */
  async me(accessToken: string): Promise<Me> {
    const response = await this.call('/v1/me', { headers: { authorization: `Bearer ${accessToken}` } });
    if (!response.ok) throw sessionEnded();
    return this.read(response, me);
  }

  private async tokensIn(response: Response): Promise<Tokens> {
    const { accessToken, refreshToken, expiresIn } = await this.read(response, issued);
    return { accessToken, refreshToken, accessEnds: Date.now() + expiresIn * 1000 };
  }

  private post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    const type = { 'content-type': 'application/json' };
    return this.call(path, { method: 'POST', body: JSON.stringify(body), headers: { ...type, ...headers } });
  }

  private async call(path: string, init: RequestInit): Promise<Response> {
    const request = { ...init, redirect: 'error', signal: AbortSignal.timeout(PATIENCE) } as const;
    const response = await fetch(`${this.base}${path}`, request).catch(() => undefined);
    if (response === undefined || response.status >= 500) throw serviceUnavailable('membership');
    return response;
  }

  private async read<T>(response: Response, schema: z.ZodType<T>): Promise<T> {
    const body = schema.safeParse(await response.json().catch(() => undefined));
    if (!body.success) throw serviceUnavailable('membership');
    return body.data;
  }
}
