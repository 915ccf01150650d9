import { Inject, Injectable } from '@nestjs/common';
import { ENVIRONMENT } from '@opencircle/service-defaults';
import { z } from 'zod';
import type { Environment } from '../environment.js';
import { serviceUnavailable, sessionEnded, signInRefused, tooManyAttempts, type SignInRefusal } from '../problems.js';
import type { Tokens } from './session-cookie.js';
import { me, signInChallenge, type Me, type SignInChallenge } from './sign-in.schema.js';

const issued = z.object({ accessToken: z.string(), refreshToken: z.string(), expiresIn: z.number() });
const refusal = z.object({ code: z.string() });
/** Who is at the browser's end, for membership to count and to name. */
export type Visitor = { readonly address: string; readonly agent: string };

/** Milliseconds; a password hash takes its time. */
const PATIENCE = 10_000;

/** Each step of signing in: its address at membership, and what it is refused with when membership does not say. */
const steps = {
  password: { path: '/v1/sessions', refusal: 'credentials-refused' },
  link: { path: '/v1/session-links', refusal: 'link-refused' },
  challenge: { path: '/v1/session-challenges', refusal: 'factor-refused' },
} as const;

/** Where the gateway gets its tokens from. Every method throws `service-unavailable` when membership does not answer. */
@Injectable()
export class MembershipClient {
  private readonly base: string;

  constructor(@Inject(ENVIRONMENT) environment: Environment) {
    this.base = environment.SERVICE_URLS.membership;
  }

  /** Tokens, or the question for a second factor. Throws `too-many-attempts`, and the refusals of a sign-in. */
  async signIn(step: keyof typeof steps, given: object, visitor: Visitor): Promise<Tokens | SignInChallenge> {
    const headers = { 'x-forwarded-for': visitor.address, 'user-agent': visitor.agent };
    const response = await this.post(steps[step].path, given, headers);
    if (!response.ok) throw await this.refusalOf(response, steps[step].refusal);
    return response.status === 202 ? this.read(response, signInChallenge) : this.tokensIn(response);
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

  private async refusalOf(response: Response, otherwise: SignInRefusal): Promise<Error> {
    const { data } = refusal.safeParse(await response.json().catch(() => undefined));
    if (data?.code === 'account-locked') return signInRefused('account-locked');
    if (response.status === 429) return tooManyAttempts(Number(response.headers.get('retry-after')) || 60);
    return signInRefused(otherwise);
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
