import { ENVIRONMENT } from '@opencircle/service-defaults';
import { Inject, Injectable } from '@nestjs/common';
import { authorizationCodeGrant, fetchUserInfo, type Configuration, type IDToken } from 'openid-client';
import type { Environment } from '../environment.js';
import { SignInRefused } from '../session/sign-in-refused.js';
import { redirectUriOf, type IdentityProvider } from './identity-provider.js';
import type { ProviderAnswer, ProviderFlow } from './provider-flow.js';
import { Providers } from './providers.js';

/** Whom a provider vouches for. `email`: only one that it says it has verified. */
export type Vouched = { readonly issuer: string; readonly subject: string; readonly email: string | undefined };

/**
 * Exchanges the code for an ID token and checks it: the answer's state and issuer, the token's signature, algorithm,
 * issuer, audience, times and nonce (OpenID Connect Core §3.1.3.7, RFC 9207; openid-client does), its authorized party.
 */
@Injectable()
export class RedeemCode {
  private readonly redirectUri: string;

  constructor(
    private readonly providers: Providers,
    @Inject(ENVIRONMENT) { PUBLIC_URL }: Environment,
  ) {
    this.redirectUri = redirectUriOf(PUBLIC_URL);
  }

  /** Throws SignInRefused. */
  async run(provider: IdentityProvider, flow: ProviderFlow, answer: ProviderAnswer): Promise<Vouched> {
    const configuration = await this.providers.of(provider).catch(() => undefined);
    if (configuration === undefined) throw new SignInRefused('provider-away');
    try {
      return await this.exchange(configuration, flow, answer);
    } catch (error) {
      // A token under a key that is not known may be one under a new key: the next sign-in asks for the keys anew.
      this.providers.forget(provider);
      throw error instanceof SignInRefused ? error : new SignInRefused('exchange-refused', codeOf(error));
    }
  }

  private async exchange(
    configuration: Configuration,
    flow: ProviderFlow,
    { code, state, iss }: ProviderAnswer,
  ): Promise<Vouched> {
    const landing = new URL(this.redirectUri);
    landing.search = new URLSearchParams({ code, state, ...(iss !== undefined && { iss }) }).toString();
    const tokens = await authorizationCodeGrant(configuration, landing, {
      expectedState: flow.state,
      expectedNonce: flow.nonce,
      pkceCodeVerifier: flow.verifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims() as IDToken;
    const { azp } = claims;
    if (azp !== undefined && azp !== configuration.clientMetadata().client_id) throw new SignInRefused('party-wrong');
    const told = await this.emailToldIn(configuration, tokens.access_token, claims);
    return { issuer: claims.iss, subject: claims.sub, email: verifiedEmail(told) };
  }

  /** Providers may tell the address at their userinfo endpoint alone (OpenID Connect Core §5.4). */
  private async emailToldIn(configuration: Configuration, accessToken: string, claims: IDToken): Promise<Claims> {
    const { userinfo_endpoint } = configuration.serverMetadata();
    if (claims['email'] !== undefined || userinfo_endpoint === undefined) return claims;
    return fetchUserInfo(configuration, accessToken, claims.sub);
  }
}

type Claims = Readonly<Record<string, unknown>>;

function verifiedEmail({ email, email_verified: isVerified }: Claims): string | undefined {
  return isVerified === true && typeof email === 'string' && email.length <= 254 ? email : undefined;
}

/** The library's own word, such as `OAUTH_JWT_TIMESTAMP_CHECK_FAILED`; its message may quote what was sent. */
function codeOf(error: unknown): string | undefined {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^[A-Z_]{1,80}$/.test(code) ? code : undefined;
}
