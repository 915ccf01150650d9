import { Inject, Injectable } from '@nestjs/common';
import { ENVIRONMENT } from '@opencircle/service-defaults';
import { z } from 'zod';
import type { Environment } from '../environment.js';
import { askMembership } from './ask-membership.js';

const issued = z.object({ accessToken: z.string().min(1), expiresIn: z.number().positive() });

/** Seconds before its end at which a token is not used any more. */
const MARGIN = 60;

/** This service's token for membership's internal addresses; kept until shortly before it ends. */
@Injectable()
export class ServiceToken {
  private kept: { token: string; until: number } | undefined;

  constructor(@Inject(ENVIRONMENT) private readonly environment: Environment) {}

  /** Throws ContactsUnavailable. */
  async current(): Promise<string> {
    if (this.kept !== undefined && Date.now() < this.kept.until) return this.kept.token;
    const { MEMBERSHIP_URL, SERVICE_SECRET } = this.environment;
    const { accessToken, expiresIn } = await askMembership(issued, `${MEMBERSHIP_URL}/v1/service-tokens`, {
      clientId: 'notifications',
      clientSecret: SERVICE_SECRET,
      audience: 'membership-internal',
    });
    this.kept = { token: accessToken, until: Date.now() + Math.max(0, expiresIn - MARGIN) * 1000 };
    return accessToken;
  }

  /** The token was not taken, perhaps because the signing key has changed: the next one is a fresh one. */
  forget(): void {
    this.kept = undefined;
  }
}
