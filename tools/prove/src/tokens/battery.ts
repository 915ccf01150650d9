import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { attacks } from './attacks.js';
import { forged, type Forger, type Json } from './forger.js';
import { laxService, laxVerifiers } from './lax-verifiers.js';

/** Needs a person with a role in every service. */
const ROUTE = '/v1/ops/status';

export type Found = { accepted: string[]; wrong: string[] };

export async function ask(url: string, token: string, path = ROUTE): Promise<{ status: number; code: string }> {
  const answer = await fetch(url + path, { headers: { authorization: `Bearer ${token}` } });
  const body = (await answer.json().catch(() => ({}))) as { code?: string };
  return { status: answer.status, code: body.code ?? '' };
}

/**
 * Every attack once. `accepted`: taken for somebody. `wrong`: refused in another way than any bad token is (431 is for
 * headers that are too long to be looked at).
 */
export async function strike(url: string, forger: Forger): Promise<Found> {
  const found: Found = { accepted: [], wrong: [] };
  for (const [name, token] of attacks) {
    const { status, code } = await ask(url, token(forger));
    if (status < 400 || status === 403) found.accepted.push(name);
    else if (status !== 431 && (status !== 401 || code !== 'invalid-token'))
      found.wrong.push(`${name}: ${status} ${code}`);
  }
  return found;
}

/** A token with nothing wrong must be taken, or the attacks are refused for a mistake of the forger. */
export async function isTaken(url: string, forger: Forger): Promise<boolean> {
  return (await ask(url, forged(forger))).status === 200;
}

/** The names of lax verifiers that no attack got past: none may be left. */
export async function unnoticed(forger: Forger): Promise<string[]> {
  const left: string[] = [];
  for (const name of Object.keys(laxVerifiers)) {
    const lax = await laxService(name, forger.oursPublic);
    const { accepted } = await strike(lax.url, forger);
    lax.stop();
    if (accepted.length === 0) left.push(name);
  }
  return left;
}

/** An address with a thief's keys; `asked` counts who followed a token there. */
export async function evilKeys(): Promise<{ url: string; asked: number; serve(jwk: Json): void; stop(): void }> {
  let jwk: Json = {};
  const evil = { url: '', asked: 0, serve: (key: Json) => void (jwk = key), stop: () => void server.close() };
  const server = createServer((_request, response) => {
    evil.asked++;
    response.end(JSON.stringify({ keys: [jwk] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  evil.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`;
  return evil;
}
