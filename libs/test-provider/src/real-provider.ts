import { randomBytes } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import Provider, { type Configuration } from 'oidc-provider';
import { serve } from './serve.js';

/** `sub` is what somebody types to sign in. */
export type ProviderAccount = { readonly sub: string; readonly email: string; readonly email_verified: boolean };

export type RealProvider = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Who has an account there; may change at any time. */
  readonly accounts: Map<string, ProviderAccount>;
  /** Signs in as that account, as a browser would from this address on: what it is sent back with. */
  signIn(address: string, sub: string): Promise<URL>;
  stop(): Promise<void>;
};

/** A provider with one client, which has to come with PKCE. Tells addresses at its userinfo endpoint alone unless told otherwise. */
export async function startProvider(
  redirectUri: string,
  accounts: readonly ProviderAccount[],
  { emailInToken = true } = {},
): Promise<RealProvider> {
  let listener: RequestListener = (_request, response) => response.writeHead(503).end();
  const { origin, stop } = await serve((request, response) => listener(request, response));
  const known = new Map(accounts.map((account) => [account.sub, account]));
  const client = { clientId: 'opencircle', clientSecret: randomBytes(24).toString('base64url') };
  const settings = await settingsOf({ ...client, redirectUri }, known);
  const provider = new Provider(origin, { ...settings, conformIdTokenClaims: !emailInToken });
  const callback = provider.callback();
  listener = (request, response) => {
    if (request.url?.startsWith('/interaction/') === true) void interact(provider, request, response);
    else void callback(request, response);
  };
  return {
    issuer: origin,
    ...client,
    accounts: known,
    signIn: (address, sub) => browse(address, sub, redirectUri),
    stop,
  };
}

async function settingsOf(
  client: { clientId: string; clientSecret: string; redirectUri: string },
  accounts: ReadonlyMap<string, ProviderAccount>,
): Promise<Configuration> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return {
    clients: [{ client_id: client.clientId, client_secret: client.clientSecret, redirect_uris: [client.redirectUri] }],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), kid: 'first', alg: 'RS256', use: 'sig' }] },
    cookies: { keys: [randomBytes(24).toString('hex')] },
    pkce: { required: () => true },
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, sub) => {
      const account = accounts.get(sub);
      return account && { accountId: sub, claims: () => ({ ...account }) };
    },
    /** Everybody has consented. */
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({
        accountId: oidc.session?.accountId as string,
        clientId: oidc.client?.clientId as string,
      });
      grant.addOIDCScope('openid email');
      await grant.save();
      return grant;
    },
  };
}

const page = `<!doctype html><html lang="en"><title>The provider</title><main><h1>The provider</h1>
<form method="post"><label>Account <input name="sub" autofocus></label> <button>Let me in</button></form></main></html>`;

async function interact(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'POST') {
    response.writeHead(200, { 'content-type': 'text/html' }).end(page);
    return;
  }
  let body = '';
  for await (const chunk of request) body += String(chunk);
  const accountId = new URLSearchParams(body).get('sub') ?? '';
  await provider.interactionFinished(request, response, { login: { accountId } });
}

/** Follows redirects with the provider's cookies, and signs in at the page that it meets. */
async function browse(address: string, sub: string, redirectUri: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let url = new URL(address);
  let form: string | undefined;
  for (let hops = 0; hops < 12; hops++) {
    if (url.href.startsWith(redirectUri)) return url;
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form !== undefined && { method: 'POST', body: new URLSearchParams({ sub: form }) }),
    });
    form = undefined;
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      const at = pair.indexOf('=');
      cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const next = answer.headers.get('location');
    if (next !== null) url = new URL(next, url);
    else if (url.pathname.startsWith('/interaction/')) form = sub;
    else throw new Error(`the provider answered ${answer.status}: ${await answer.text()}`);
  }
  throw new Error('the provider sends around in circles');
}
