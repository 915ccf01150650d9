import { randomUUID } from 'node:crypto';
import { SoftwarePasskey, type CreationOptions, type RequestOptions } from '@opencircle/software-passkey';
import { admin, PUBLIC_URL, type TokenGround } from './token-ground.js';

export type Tokens = { accessToken: string; refreshToken: string };
export type Person = { id: string; email: string; password: string };
export type Said = { status: number; body: Record<string, unknown> };

export async function post(url: string, body: object, token?: string): Promise<Said> {
  const headers = {
    'content-type': 'application/json',
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  const text = await answer.text();
  return { status: answer.status, body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown> };
}

const passkeys = new Map<string, SoftwarePasskey>();

/** With every role that the person holds; who must have a second factor is given a passkey. */
export async function signIn(url: string, { email, password }: Omit<Person, 'id'>): Promise<Tokens> {
  const { status, body } = await post(`${url}/v1/sessions`, { email, password });
  const passkey = passkeys.get(email);
  if (status === 202 && passkey !== undefined) {
    const answer = passkey.authenticate(body['passkey'] as RequestOptions, PUBLIC_URL);
    const presented = { challenge: body['challenge'], factor: 'passkey', answer };
    return tokensIn(await post(`${url}/v1/session-challenges`, presented));
  }
  const tokens = tokensIn({ status, body });
  if (!(await mustEnrol(url, tokens))) return tokens;
  passkeys.set(email, await enrolPasskey(url, tokens.accessToken));
  return tokensIn(await refresh(url, tokens.refreshToken));
}

function tokensIn({ status, body }: Said): Tokens {
  if (status !== 201) throw new Error(`sign-in answered ${status}`);
  return body as Tokens;
}

async function mustEnrol(url: string, { accessToken }: Tokens): Promise<boolean> {
  const me = await fetch(`${url}/v1/me`, { headers: { authorization: `Bearer ${accessToken}` } });
  return ((await me.json()) as { mustEnrol: boolean }).mustEnrol;
}

async function enrolPasskey(url: string, token: string): Promise<SoftwarePasskey> {
  const passkey = SoftwarePasskey.create();
  const begun = await post(`${url}/v1/me/passkey-enrolments`, {}, token);
  const answer = passkey.register(begun.body['options'] as CreationOptions, PUBLIC_URL);
  const { status } = await post(`${url}/v1/me/passkeys`, { challenge: begun.body['challenge'], answer }, token);
  if (status !== 201) throw new Error(`enrolling a passkey answered ${status}`);
  return passkey;
}

export function refresh(url: string, refreshToken: string): Promise<Said> {
  return post(`${url}/v1/session-refreshes`, { refreshToken });
}

/** As admin, at the first replica; tokens live for seconds here, so each command signs in anew. */
export async function asAdmin({ membership: [url] }: TokenGround, path: string, body: object = {}): Promise<Said> {
  const { accessToken } = await signIn(url, admin);
  const said = await post(url + path, body, accessToken);
  if (said.status >= 300) throw new Error(`${path} answered ${said.status} ${JSON.stringify(said.body)}`);
  return said;
}

export async function newPerson(ground: TokenGround, ...platformRoles: string[]): Promise<Person> {
  const login = { email: `${randomUUID()}@example.org`, password: 'eleven boats by the mill' };
  const { body } = await asAdmin(ground, '/v1/people', { ...login, displayName: 'Pat', platformRoles });
  return { id: body['id'] as string, ...login };
}
