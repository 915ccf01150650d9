import type { OrganizationId } from '@opencircle/contracts';
import { Transactions } from '@opencircle/persistence';
import { ENVIRONMENT } from '@opencircle/service-defaults';
import { Inject, Injectable, Logger } from '@nestjs/common';
import {
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import type { Environment } from '../environment.js';
import type { Client } from '../session/client.js';
import { RequestLimit } from '../session/request-limit.js';
import { providerRefused } from './identity-provider.errors.js';
import { redirectUriOf } from './identity-provider.js';
import type { ProviderFlow } from './provider-flow.js';
import { Providers } from './providers.js';
import { usableProvider } from './usable-provider.js';

/** `url`: where the browser goes. */
export type ProviderStart = { url: string; flow: ProviderFlow };

/** Each may make us ask a provider. */
const starts = { name: 'provider-start', most: 60, window: 900 } as const;

/** Sends a browser to an organization's provider: authorization code, PKCE, state and nonce (RFC 9700 §2.1.1). */
@Injectable()
export class StartByProvider {
  private readonly logger = new Logger(StartByProvider.name);
  private readonly redirectUri: string;

  constructor(
    private readonly tx: Transactions,
    private readonly limit: RequestLimit,
    private readonly providers: Providers,
    @Inject(ENVIRONMENT) { PUBLIC_URL }: Environment,
  ) {
    this.redirectUri = redirectUriOf(PUBLIC_URL);
  }

  /** Throws `provider-refused`, `too-many-attempts`. */
  async run(organizationId: OrganizationId, client: Client): Promise<ProviderStart> {
    await this.limit.demand(starts, client);
    const provider = await this.tx.run((db) => usableProvider(db, organizationId));
    if (provider === null) throw this.refused('provider-unknown');
    const configuration = await this.providers.of(provider).catch(() => undefined);
    if (configuration === undefined) throw this.refused('provider-away');
    const verifier = randomPKCECodeVerifier();
    const flow = {
      organizationId,
      configuredAt: provider.configuredAt.toISOString(),
      state: randomState(),
      nonce: randomNonce(),
      verifier,
    };
    const url = buildAuthorizationUrl(configuration, {
      redirect_uri: this.redirectUri,
      scope: 'openid email',
      state: flow.state,
      nonce: flow.nonce,
      code_challenge: await calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    return { url: url.href, flow };
  }

  private refused(code: string): Error {
    this.logger.log({ code }, 'sign-in refused');
    return providerRefused();
  }
}
