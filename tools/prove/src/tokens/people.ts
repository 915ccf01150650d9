import { randomUUID } from 'node:crypto';
import { admin, type TokenGround } from './token-ground.js';

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

export async function signIn(url: string, { email, password }: Omit<Person, 'id'>): Promise<Tokens> {
  const { status, body } = await post(`${url}/v1/sessions`, { email, password });
  if (status !== 201) throw new Error(`sign-in answered ${status}`);
  return body as Tokens;
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
