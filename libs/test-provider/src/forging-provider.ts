import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';
import { serve } from './serve.js';

type Claims = Record<string, unknown>;

/** How an ID token differs from a right one. */
export type Forgery = {
  readonly claims?: Claims;
  /** Makes the token in place of the provider's own key. */
  readonly sign?: (claims: Claims, provider: ForgingProvider) => string | Promise<string>;
  /** Of the answer that the browser brings. */
  readonly answer?: Record<string, string>;
};

/** What a test makes of a request; undefined leaves it to the provider. */
type Handler = (request: IncomingMessage, response: ServerResponse) => boolean;

/** A provider without scruples: it asks nobody for a password, and tells what a test wants told. */
export class ForgingProvider {
  /** What its description says beyond the usual. */
  description: Record<string, unknown> = {};
  /** Takes a request over: true when it has answered. */
  takeOver: Handler = () => false;
  readonly clientId = 'opencircle';
  readonly clientSecret = 'a secret of the forging provider';
  private readonly codes = new Map<string, () => Promise<string>>();
  private keys: JWK[] = [];
  private privateKey!: CryptoKey;

  private constructor(
    readonly issuer: string,
    readonly stop: () => Promise<void>,
  ) {}

  static async start(): Promise<ForgingProvider> {
    const holder: { provider?: ForgingProvider } = {};
    const { origin, stop } = await serve((request, response) => void holder.provider?.answer(request, response));
    holder.provider = new ForgingProvider(origin, stop);
    await holder.provider.rotate('first');
    return holder.provider;
  }

  /** Signs with another key from now on, and publishes that one alone. */
  async rotate(kid: string): Promise<void> {
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
    this.privateKey = privateKey;
    this.keys = [{ ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' }];
  }

  get publicKey(): JWK {
    return this.keys[0] as JWK;
  }

  /** As whom it likes: what a browser that was sent to this address would bring back. */
  authorize(address: string, who: Claims, { claims = {}, sign, answer = {} }: Forgery = {}): Record<string, string> {
    const asked = new URL(address).searchParams;
    const now = Math.floor(Date.now() / 1000);
    const all: Claims = {
      iss: this.issuer,
      aud: this.clientId,
      iat: now,
      exp: now + 300,
      nonce: asked.get('nonce'),
      email_verified: true,
      ...who,
      ...claims,
    };
    const code = randomUUID();
    this.codes.set(code, async () => (sign === undefined ? this.signed(all) : sign(all, this)));
    return { code, state: asked.get('state') ?? '', iss: this.issuer, ...answer };
  }

  signed(claims: Claims, header: Record<string, unknown> = {}): Promise<string> {
    const { kid } = this.publicKey;
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', kid: kid as string, ...header })
      .sign(this.privateKey);
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    if (this.takeOver(request, response)) return;
    const [status, said] = await this.said(request.url ?? '', new URLSearchParams(body));
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(said));
  }

  private async said(path: string, form: URLSearchParams): Promise<[status: number, body: object]> {
    switch (path) {
      case '/.well-known/openid-configuration':
        return [200, this.described()];
      case '/jwks':
        return [200, { keys: this.keys }];
      case '/token': {
        const idToken = this.codes.get(form.get('code') ?? '');
        if (idToken === undefined) return [400, { error: 'invalid_grant' }];
        return [200, { access_token: 'x', token_type: 'Bearer', id_token: await idToken() }];
      }
      default:
        return [404, {}];
    }
  }

  private described(): object {
    const { issuer } = this;
    return {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['ES256'],
      authorization_response_iss_parameter_supported: true,
      ...this.description,
    };
  }
}
