import { Inject, Injectable, Logger } from '@nestjs/common';
import { ENVIRONMENT } from '@opencircle/service-defaults';
import { failureCode } from '@opencircle/tls';
import { z } from 'zod';
import type { Environment } from '../environment.js';
import { serviceUnavailable, sessionEnded, signInRefused, tooManyAttempts, type SignInRefusal } from '../problems.js';
import { flow, type Flow } from './flow-cookie.js';
import type { Tokens } from './session-cookie.js';
import { me, signInChallenge, type Me, type SignInChallenge } from './sign-in.schema.js';

const issued = z.object({ accessToken: z.string(), refreshToken: z.string(), expiresIn: z.number() });
const refusal = z.object({ code: z.string() });
const begun = z.object({ url: z.url({ protocol: /^https?$/ }), flow });

/** Who is at the browser's end, for membership to count and to name. */
export type Visitor = { readonly address: string; readonly agent: string };

/** Milliseconds; a password hash takes its time. */
const PATIENCE = 10_000;
/** Membership asks the provider meanwhile, up to four times. */
const PROVIDER_PATIENCE = 25_000;

/** Each step of signing in: its address at membership, and what it is refused with when membership does not say. */
const steps = {
  password: { path: '/v1/sessions', refusal: 'credentials-refused' },
  link: { path: '/v1/session-links', refusal: 'link-refused' },
  challenge: { path: '/v1/session-challenges', refusal: 'factor-refused' },
  provider: { path: '/v1/session-providers', refusal: 'provider-refused', patience: PROVIDER_PATIENCE },
} as const;
export type SignInStep = keyof typeof steps;

type Step = { readonly path: string; readonly refusal: SignInRefusal; readonly patience?: number };

/** Where the gateway gets its tokens from. Every method throws `service-unavailable` when membership does not answer. */
@Injectable()
export class MembershipClient {
  private readonly logger = new Logger(MembershipClient.name);
  private readonly base: string;

  constructor(@Inject(ENVIRONMENT) environment: Environment) {
    this.base = environment.SERVICE_URLS.membership;
  }

  /** Tokens, or the question for a second factor. Throws `too-many-attempts`, and the refusals of a sign-in. */
  async signIn(step: SignInStep, given: object, visitor: Visitor): Promise<Tokens | SignInChallenge> {
    const { path, refusal: otherwise, patience = PATIENCE }: Step = steps[step];
    const response = await this.post(path, given, headersOf(visitor), patience);
    if (!response.ok) throw await this.refusalOf(response, otherwise);
    return response.status === 202 ? this.read(response, signInChallenge) : this.tokensIn(response);
  }

  /** Where the browser goes, and what is to be kept until it is back. Throws `provider-refused`, `too-many-attempts`. */
  async startByProvider(organizationId: string, visitor: Visitor): Promise<{ url: string; flow: Flow }> {
    const path = '/v1/session-provider-starts';
    const response = await this.post(path, { organizationId }, headersOf(visitor), PROVIDER_PATIENCE);
    if (!response.ok) throw await this.refusalOf(response, 'provider-refused');
    return this.read(response, begun);
  }

  /** Throws `session-ended`. A refresh token works once. */
  async refresh(refreshToken: string): Promise<Tokens> {
    const response = await this.post('/v1/session-refreshes', { refreshToken });
    if (!response.ok) throw sessionEnded();
    return this.tokensIn(response);
  }

  /** A session that is over, or unknown, is as good as ended. */
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

  private post(
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
    patience = PATIENCE,
  ): Promise<Response> {
    const all = { 'content-type': 'application/json', ...headers };
    return this.call(path, { method: 'POST', body: JSON.stringify(body), headers: all }, patience);
  }

  private async call(path: string, init: RequestInit, patience = PATIENCE): Promise<Response> {
    const request = { ...init, redirect: 'error', signal: AbortSignal.timeout(patience) } as const;
    const response = await fetch(`${this.base}${path}`, request).catch((error: unknown) => {
      this.logger.error({ name: 'membership', code: failureCode(error) }, 'no answer');
      return undefined;
    });
    if (response === undefined || response.status >= 500) throw serviceUnavailable('membership');
    return response;
  }

  private async read<T>(response: Response, schema: z.ZodType<T>): Promise<T> {
    const body = schema.safeParse(await response.json().catch(() => undefined));
    if (!body.success) throw serviceUnavailable('membership');
    return body.data;
  }
}

function headersOf({ address, agent }: Visitor): Record<string, string> {
  return { 'x-forwarded-for': address, 'user-agent': agent };
}
