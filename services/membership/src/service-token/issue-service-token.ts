import { createHash, timingSafeEqual } from 'node:crypto';
import { TokenIssuer, type IssuedToken } from '@opencircle/auth';
import { ENVIRONMENT } from '@opencircle/service-defaults';
import { Inject, Injectable } from '@nestjs/common';
import type { Environment } from '../environment.js';
import { clientRefused } from './service-token.errors.js';

/** Gives another service a token for one audience, against its secret. */
@Injectable()
export class IssueServiceToken {
  constructor(
    private readonly issuer: TokenIssuer,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  run(clientId: string, clientSecret: string, audience: string): Promise<IssuedToken> {
    const clients = new Map(Object.entries(this.environment.SERVICE_CLIENTS));
    const known = clients.get(clientId);
    if (!sameSecret(known ?? '', clientSecret) || known === undefined) throw clientRefused();
    return this.issuer.issue({ kind: 'service', name: clientId }, { audience });
  }
}

/** In a time that tells nothing, neither of the content nor of the length. */
function sameSecret(one: string, other: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
