import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { newId, type PersonId } from '@opencircle/contracts';
import { exportJWK, generateKeyPair, importJWK, SignJWT, type CryptoKey, type JWK } from 'jose';
import type { Person } from './actor.js';
import { KeysUnavailable, Unauthenticated } from './errors.js';
import { TokenIssuer } from './token-issuer.js';
import { TokenVerifier } from './token-verifier.js';

const ISSUER = 'https://issuer.example';
const person: Person = { kind: 'person', id: newId<PersonId>(), roles: [{ role: 'moderator' }], epoch: 2 };

type Header = { alg: string; typ?: string; kid?: string; [more: string]: unknown };

let issuer: TokenIssuer;
let verifier: TokenVerifier;
let signingKey: JWK;
let stranger: { key: CryptoKey; jwk: JWK };

async function keyPair(): Promise<{ key: CryptoKey; jwk: JWK; secret: JWK }> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  return { key: privateKey, jwk: await exportJWK(publicKey), secret: await exportJWK(privateKey) };
}

/** A token that holds but for what a test changes; signed by our key unless told. */
async function forged({
  header = {},
  claims = {},
  key,
}: {
  header?: Partial<Header>;
  claims?: object;
  key?: CryptoKey;
}) {
  const now = Math.floor(Date.now() / 1000);
  const whole = {
    iss: ISSUER,
    aud: 'opencircle',
    sub: person.id,
    roles: person.roles,
    epoch: person.epoch,
    iat: now,
    nbf: now,
    exp: now + 60,
  };
  const ours = (await importJWK(signingKey, 'EdDSA')) as CryptoKey;
  return new SignJWT({ ...whole, jti: 'j', ...claims })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: issuer.keys().keys[0]?.kid as string, ...header })
    .sign(key ?? ours);
}

function unsigned(header: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: ISSUER,
    aud: 'opencircle',
    sub: person.id,
    roles: [],
    epoch: 0,
    iat: now,
    nbf: now,
    exp: now + 60,
    jti: 'j',
  };
  return `${part(header)}.${part(claims)}.`;
}

/** The last letter of 64 bytes has four bits that say nothing; a lax decoder does not look at them. */
function rewritten(token: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return token.slice(0, -1) + letters.charAt(letters.indexOf(token.at(-1) ?? '') + 1);
}

beforeAll(async () => {
  const own = await keyPair();
  signingKey = own.secret;
  stranger = await keyPair();
  issuer = await TokenIssuer.of({ issuer: ISSUER, signingKey });
  verifier = new TokenVerifier(ISSUER, issuer.keys());
});

test('a person is known by their token, with their roles', async () => {
  const { accessToken, expiresIn } = await issuer.issue(person);
  expect(expiresIn).toBe(600);
  await expect(verifier.verify(accessToken, 'opencircle')).resolves.toEqual(person);
});

test('a service is known by its token, at its audience only', async () => {
  const service = { kind: 'service', name: 'notifications' } as const;
  const { accessToken } = await issuer.issue(service, { audience: 'membership-internal' });
  await expect(verifier.verify(accessToken, 'membership-internal')).resolves.toEqual(service);
  await expect(verifier.verify(accessToken, 'opencircle')).rejects.toThrow(Unauthenticated);
});

test('no token lives longer than ten minutes, whatever is asked', async () => {
  expect((await issuer.issue(person, { lifetime: 86_400 })).expiresIn).toBe(600);
});

test('the forger below is right about everything it does not change', async () => {
  await expect(verifier.verify(await forged({}), 'opencircle')).resolves.toEqual(person);
});

const past = Math.floor(Date.now() / 1000) - 3600;

test.each<[string, () => Promise<string> | string]>([
  ['alg none', () => unsigned({ alg: 'none', typ: 'at+jwt' })],
  ['EdDSA named, no signature', () => unsigned({ alg: 'EdDSA', typ: 'at+jwt', kid: issuer.keys().keys[0]?.kid })],
  ['wrong typ', () => forged({ header: { typ: 'JWT' } })],
  ['wrong audience', () => forged({ claims: { aud: 'membership-internal' } })],
  ['wrong issuer', () => forged({ claims: { iss: 'https://evil.example' } })],
  ['expired', () => forged({ claims: { iat: past, nbf: past, exp: past + 60 } })],
  ['not yet valid', () => forged({ claims: { nbf: Math.floor(Date.now() / 1000) + 300 } })],
  ['lives for a day', () => forged({ claims: { exp: Math.floor(Date.now() / 1000) + 86_400 } })],
  ['no jti', () => forged({ claims: { jti: undefined } })],
  ['a begin that makes its life longer', () => forged({ claims: { nbf: past, iat: past, exp: past + 3660 } })],
  ['made in the future', () => forged({ claims: { iat: Math.floor(Date.now() / 1000) + 60 } })],
  ['no kid', () => forged({ header: { kid: undefined as never } })],
  ['no epoch', () => forged({ claims: { epoch: undefined } })],
  ['an epoch below zero', () => forged({ claims: { epoch: -1 } })],
  ['an epoch in words', () => forged({ claims: { epoch: '2' } })],
  ['a padded signature', async () => `${await forged({})}==`],
  ['another way to write the same signature', async () => rewritten(await forged({}))],
  ['longer than any of ours', async () => forged({ claims: { more: 'x'.repeat(60_000) } })],
  ['no roles', () => forged({ claims: { roles: undefined } })],
  ['a role that does not exist', () => forged({ claims: { roles: [{ role: 'root' }] } })],
  ['a person posing as a service', () => forged({ claims: { client_id: 'notifications' } })],
  ['unknown kid', () => forged({ header: { kid: 'unknown' } })],
  ["another's key under our kid", () => forged({ key: stranger.key })],
  ["another's key, embedded as jwk", () => forged({ header: { jwk: stranger.jwk, kid: 'mine' }, key: stranger.key })],
  ['embedded jwk under our kid', () => forged({ header: { jwk: stranger.jwk }, key: stranger.key })],
  ['empty', () => ''],
  ['three dots', () => '...'],
])('refuses: %s', async (_, token) => {
  await expect(verifier.verify(await token(), 'opencircle')).rejects.toThrow(Unauthenticated);
});

test('HS256 with the public key as the secret is refused', async () => {
  const secret = new TextEncoder().encode(JSON.stringify(issuer.keys().keys[0]));
  const hmac = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const token = await forged({ header: { alg: 'HS256' }, key: hmac });
  await expect(verifier.verify(token, 'opencircle')).rejects.toThrow(Unauthenticated);
});

test('keys are fetched from the configured address only, never from jku or x5u', async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end(
      JSON.stringify(request.url === '/jwks' ? issuer.keys() : { keys: [{ ...stranger.jwk, kid: 'evil' }] }),
    );
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    const remote = new TokenVerifier(ISSUER, new URL(`${base}/jwks`));
    await expect(remote.verify(await forged({}), 'opencircle')).resolves.toEqual(person);
    const header = { jku: `${base}/evil`, x5u: `${base}/evil`, kid: 'evil' };
    await expect(remote.verify(await forged({ header, key: stranger.key }), 'opencircle')).rejects.toThrow(
      Unauthenticated,
    );
    expect(new Set(asked)).toEqual(new Set(['/jwks']));
  } finally {
    server.close();
  }
});

test('keys that cannot be fetched are not the token’s fault', async () => {
  const remote = new TokenVerifier(ISSUER, new URL('http://127.0.0.1:9/jwks'));
  await expect(remote.verify(await forged({}), 'opencircle')).rejects.toThrow(KeysUnavailable);
});

test('a signing key of another kind is refused at boot', async () => {
  await expect(TokenIssuer.of({ issuer: ISSUER, signingKey: stranger.jwk })).rejects.toThrow('Ed25519 private JWK');
});
