import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DomainError } from '@opencircle/service-defaults';
import type { FastifyReply } from 'fastify';
import { sessionEnded } from '../problems.js';
import { MembershipClient } from './membership-client.js';
import { SessionCookie, type Tokens } from './session-cookie.js';

/** Milliseconds before its end when an access token is renewed: longer than a request may take. */
const EARLY = 60_000;

/** Milliseconds for which an old cookie is known again: that of requests sent before the new one arrived. */
const MEMORY = 60_000;

/** An access token that holds now; `setCookie` when the browser must be given a new cookie. */
export type Held = Tokens & { setCookie?: string };

/**
 * Turns a session cookie into an access token, renewing it in time. A refresh token works once and its second use ends
 * the session, so all requests that carry the same cookie share one renewal. What is remembered for that stands in this
 * process alone: of several replicas, one answers all requests of a browser.
 */
@Injectable()
export class SessionKeeper {
  private readonly renewals = new Map<string, Promise<Tokens>>();
  private readonly superseded = new Set<string>();

  constructor(
    private readonly cookie: SessionCookie,
    private readonly membership: MembershipClient,
  ) {}

  /** Undefined without a session. Throws `session-ended`, and `service-unavailable` when the token is over by then. */
  async held(header: string | undefined): Promise<Held | undefined> {
    const tokens = await this.cookie.open(header);
    if (tokens === undefined) return undefined;
    if (tokens.accessEnds - Date.now() > EARLY) return tokens;
    try {
      return await this.renew(tokens);
    } catch (error) {
      const away = error instanceof DomainError && error.code === 'service-unavailable';
      if (away && tokens.accessEnds > Date.now()) return tokens;
      throw error;
    }
  }

  /** A fresh access token, with what its holder may do now. Throws `session-ended`, `service-unavailable`. */
  async renew(tokens: Tokens): Promise<Required<Held>> {
    const renewed = await this.renewed(tokens);
    if (await this.isSuperseded(tokens)) throw sessionEnded();
    return { ...renewed, setCookie: await this.cookie.seal(renewed) };
  }

  /** A cookie with tokens made now, whatever the time of the old ones. Undefined without a session. Throws `session-ended`. */
  async renewedNow(header: string | undefined): Promise<string | undefined> {
    const tokens = await this.cookie.open(header);
    return tokens && (await this.renew(tokens)).setCookie;
  }

  /** The tokens that this cookie stands for, renewed or not; for signing out. */
  async latest(header: string | undefined): Promise<Tokens | undefined> {
    const tokens = await this.cookie.open(header);
    return tokens && (await this.knownFrom(tokens)).at(-1);
  }

  /**
   * Another session takes the place of this one in the browser: from now on no answer to a request of before touches the
   * cookie. Answers the tokens to end the old session with.
   */
  async supersede(header: string | undefined): Promise<Tokens | undefined> {
    const tokens = await this.cookie.open(header);
    if (tokens === undefined) return undefined;
    const known = await this.knownFrom(tokens);
    for (const key of known.map(keyOf)) {
      this.superseded.add(key);
      setTimeout(() => this.superseded.delete(key), MEMORY).unref();
    }
    return known.at(-1);
  }

  /**
   * Takes `Set-Cookie` out of an answer to a request of a session that was superseded meanwhile: the browser may hold the
   * cookie of the next one by now, which this answer would replace or clear.
   */
  async spareNext(header: string | undefined, reply: FastifyReply): Promise<void> {
    if (!reply.hasHeader('set-cookie')) return;
    const tokens = await this.cookie.open(header);
    if (tokens !== undefined && (await this.isSuperseded(tokens))) reply.removeHeader('set-cookie');
  }

  private async isSuperseded(tokens: Tokens): Promise<boolean> {
    return (await this.knownFrom(tokens)).some((one) => this.superseded.has(keyOf(one)));
  }

  /** These tokens and those that they were renewed to, as far as is remembered; the latest comes last. */
  private async knownFrom(tokens: Tokens): Promise<Tokens[]> {
    const next = await this.renewals.get(keyOf(tokens))?.catch(() => undefined);
    return next === undefined ? [tokens] : [tokens, ...(await this.knownFrom(next))];
  }

  private renewed(tokens: Tokens): Promise<Tokens> {
    const key = keyOf(tokens);
    const known = this.renewals.get(key);
    if (known !== undefined) return known;
    const renewal = this.membership.refresh(tokens.refreshToken);
    this.renewals.set(key, renewal);
    const forget = () => this.renewals.delete(key);
    renewal.then(() => setTimeout(forget, MEMORY).unref(), forget);
    return renewal;
  }
}

/** Not the token itself: what lies in memory for a minute cannot be used. */
function keyOf({ refreshToken }: Tokens): string {
  return createHash('sha256').update(refreshToken).digest('base64url');
}
