import { Injectable } from '@nestjs/common';
import { FieldCipher } from '@opencircle/persistence';
import {
  allowInsecureRequests,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  type ServerMetadata,
} from 'openid-client';
import { issuerRefused } from './identity-provider.errors.js';
import type { IdentityProvider } from './identity-provider.js';
import { ProviderFetch } from './provider-fetch.js';

/** Milliseconds for which a description is believed, and how many are kept. */
const BELIEVED = 300_000;
const MOST_KEPT = 200;
/** Milliseconds for which one that does not answer is not asked again, however many wish to sign in. */
const LEFT_ALONE = 10_000;

type Kept = { configuration: Promise<Configuration>; until: number; isAway: boolean };

/** Signatures that nobody but the holder of a private key can make (RFC 7518 §3.1, RFC 8037, RFC 9864). */
const signatures: ReadonlySet<string> = new Set([
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
]);

export type ProviderClient = { readonly issuer: string; readonly clientId: string; readonly clientSecret: string };

/**
 * The providers that are in use, each as it describes itself (OpenID Connect Discovery), with its keys. Keys are fetched
 * when a token is signed with one that is not known (openid-client, at most once a minute).
 */
@Injectable()
export class Providers {
  private readonly kept = new Map<string, Kept>();

  constructor(
    private readonly providerFetch: ProviderFetch,
    private readonly cipher: FieldCipher,
  ) {}

  /** Rejects when the provider cannot be reached, now or within the last ten seconds, and was not in the last five minutes. */
  of(provider: IdentityProvider): Promise<Configuration> {
    const key = keyOf(provider);
    const known = this.kept.get(key);
    if (known !== undefined && known.until > Date.now()) return known.configuration;
    const { issuer, clientId } = provider;
    const clientSecret = this.cipher.decrypt(provider.dataKey, provider.clientSecret);
    const configuration = this.discover({ issuer, clientId, clientSecret });
    const kept = { configuration, until: Date.now() + BELIEVED, isAway: false };
    this.keep(key, kept);
    configuration.catch(() => Object.assign(kept, { until: Date.now() + LEFT_ALONE, isAway: true }));
    return configuration;
  }

  /** The next sign-in asks anew: the provider may have other keys than those that are known. */
  forget(provider: IdentityProvider): void {
    const key = keyOf(provider);
    if (this.kept.get(key)?.isAway === false) this.kept.delete(key);
  }

  /** Asks the provider now. Throws `issuer-refused`. */
  async discover({ issuer, clientId, clientSecret }: ProviderClient): Promise<Configuration> {
    const url = new URL(issuer);
    const { fetch } = this.providerFetch;
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- deprecated to be seen; the operator named this origin
    const insecure = this.providerFetch.isInside(url) ? [allowInsecureRequests] : [];
    const found = await discovery(url, clientId, clientSecret, undefined, { [customFetch]: fetch, execute: insecure })
      .then((configuration) => configuration.serverMetadata())
      .catch(() => undefined);
    // The library lets some providers name another issuer than the one that was asked for.
    if (found === undefined || URL.parse(found.issuer)?.href !== url.href) throw issuerRefused('unreachable');
    const server = this.narrowed(found);
    const authenticate = authenticationAt(server);
    if (server === undefined || authenticate === undefined) throw issuerRefused('unsuitable');
    const configuration = new Configuration(server, clientId, clientSecret, authenticate(clientSecret));
    configuration[customFetch] = fetch;
    enableNonRepudiationChecks(configuration);
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- as above
    for (const allow of insecure) allow(configuration);
    return configuration;
  }

  /** What the provider says, as far as it is of use here; undefined when that is not enough to sign in by it. */
  private narrowed(server: ServerMetadata): ServerMetadata | undefined {
    const offered = server.id_token_signing_alg_values_supported ?? ['RS256'];
    const algorithms = [offered].flat().filter((one) => signatures.has(one));
    const page = URL.parse(server.authorization_endpoint ?? '');
    const isSafePage = page !== null && (page.protocol === 'https:' || this.providerFetch.isInside(page));
    if (!isSafePage || algorithms.length === 0) return undefined;
    const { token_endpoint, jwks_uri, userinfo_endpoint } = server;
    if (!this.isAsked(token_endpoint) || !this.isAsked(jwks_uri)) return undefined;
    if (userinfo_endpoint !== undefined && !this.isAsked(userinfo_endpoint)) return undefined;
    return { ...server, id_token_signing_alg_values_supported: algorithms };
  }

  /** Whether a sign-in would ask there; a name is looked up no earlier than then. */
  private isAsked(address: string | undefined): boolean {
    const url = URL.parse(address ?? '');
    return url !== null && this.providerFetch.faultOf(url) === undefined;
  }

  private keep(key: string, kept: Kept): void {
    const [oldest] = this.kept.keys();
    if (this.kept.size >= MOST_KEPT && oldest !== undefined) this.kept.delete(oldest);
    this.kept.delete(key);
    this.kept.set(key, kept);
  }
}

/** Another setting of the same organization is another provider. */
function keyOf({ organizationId, configuredAt }: IdentityProvider): string {
  return `${organizationId} ${configuredAt.toISOString()}`;
}

/** How the client shows its secret; without a word of the provider's, as OpenID Connect Core §9 says. */
function authenticationAt(server: ServerMetadata | undefined) {
  const methods = server?.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  if (methods.includes('client_secret_basic')) return ClientSecretBasic;
  return methods.includes('client_secret_post') ? ClientSecretPost : undefined;
}
