import { generateKeyPairSync, randomBytes, randomUUID, sign } from 'node:crypto';
import { base64url, forged, hmacked, partsOf, signed, type Forger, type Json } from './forger.js';

/** A token that must be refused by every service, each time it is asked for. */
export type Attack = readonly [name: string, token: (forger: Forger) => string];

const now = () => Math.floor(Date.now() / 1000);
const header = (change: Json) => (forger: Forger) => forged(forger, change);
const claims = (change: () => Json) => (forger: Forger) => forged(forger, {}, change());
const strangers = (change: (forger: Forger) => Json) => (forger: Forger) =>
  forged(forger, change(forger), {}, forger.stranger);

function unsigned(forger: Forger, change: Json, signature = ''): string {
  const parts = partsOf(forger, change);
  return `${base64url(JSON.stringify(parts.header))}.${base64url(JSON.stringify(parts.claims))}.${signature}`;
}

/** A good token with other first parts, and its own signature. */
function tampered(forger: Forger, change: (header: string, payload: string) => [string, string]): string {
  const [head = '', payload = '', signature = ''] = forged(forger).split('.');
  const read = (part: string) => Buffer.from(part, 'base64url').toString();
  return [...change(read(head), read(payload)).map(base64url), signature].join('.');
}

function withSignature(forger: Forger, change: (signature: Buffer) => Buffer): string {
  const [head, payload, signature = ''] = forged(forger).split('.');
  return `${head}.${payload}.${change(Buffer.from(signature, 'base64url')).toString('base64url')}`;
}

/** The group order of Ed25519 (RFC 8032 §5.1): S and S + L satisfy a check that does not look at the range of S. */
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;

function malleable(signature: Buffer): Buffer {
  const s = BigInt(`0x${Buffer.from(signature.subarray(32)).reverse().toString('hex')}`) + ORDER;
  const bytes = Buffer.from(s.toString(16).padStart(64, '0'), 'hex').reverse();
  return Buffer.concat([signature.subarray(0, 32), bytes]);
}

/** The last letter of 64 bytes carries four bits that mean nothing. */
function otherLastLetter(token: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return token.slice(0, -1) + letters.charAt(letters.indexOf(token.at(-1) ?? '') + 1);
}

/** A token whose signature has a letter that base64 and base64url write differently. */
function inOtherAlphabet(forger: Forger): string {
  for (;;) {
    const [head, payload, signature = ''] = forged(forger).split('.');
    if (/[-_]/.test(signature)) return `${head}.${payload}.${signature.replaceAll('-', '+').replaceAll('_', '/')}`;
  }
}

function otherCurve(forger: Forger, alg: string, curve: 'P-256' | 'ed448'): string {
  const { privateKey } =
    curve === 'ed448' ? generateKeyPairSync('ed448') : generateKeyPairSync('ec', { namedCurve: curve });
  const text = unsigned(forger, { alg }).slice(0, -1);
  const hash = curve === 'ed448' ? null : 'sha256';
  return `${text}.${base64url(sign(hash, Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' }))}`;
}

const spki = ({ oursPublic }: Forger) => oursPublic.export({ type: 'spki', format: 'pem' }).toString();
const jwk = ({ oursPublic }: Forger) => oursPublic.export({ format: 'jwk' });

const algorithms: Attack[] = [
  ['alg none', (forger) => unsigned(forger, { alg: 'none' })],
  ['alg nOnE', (forger) => unsigned(forger, { alg: 'nOnE' })],
  ['alg none with a signature', (forger) => unsigned(forger, { alg: 'none' }, forged(forger).split('.')[2])],
  ['alg missing', (forger) => forged(forger, { alg: undefined })],
  ['alg a list', (forger) => forged(forger, { alg: ['EdDSA'] })],
  ['no signature', (forger) => unsigned(forger, {})],
  ['HS256 with the public key as PEM', (forger) => hmacked(forger, 'HS256', spki(forger))],
  ['HS256 with the public key as JWK', (forger) => hmacked(forger, 'HS256', JSON.stringify(jwk(forger)))],
  ['HS256 with the public key’s bytes', (forger) => hmacked(forger, 'HS256', Buffer.from(String(jwk(forger).x), 'base64url'))],
  ['HS512 with the public key as PEM', (forger) => hmacked(forger, 'HS512', spki(forger))],
  ['ES256 under our kid', (forger) => otherCurve(forger, 'ES256', 'P-256')],
  ['EdDSA with Ed448', (forger) => otherCurve(forger, 'EdDSA', 'ed448')],
  ['Ed25519 named as another algorithm', (forger) => forged(forger, { alg: 'RS256' })],
]; // prettier-ignore

const keys: Attack[] = [
  ["another's key under our kid", strangers(() => ({}))],
  ['jku', strangers(({ evil }) => ({ jku: evil, kid: 'evil' }))],
  ['jku under our kid', strangers(({ evil }) => ({ jku: evil }))],
  ['x5u', strangers(({ evil }) => ({ x5u: evil, kid: 'evil' }))],
  ['x5c', strangers(() => ({ x5c: [randomBytes(300).toString('base64')], kid: 'evil' }))],
  ['embedded jwk', strangers(({ strangerJwk }) => ({ jwk: strangerJwk, kid: 'evil' }))],
  ['embedded jwk under our kid', strangers(({ strangerJwk }) => ({ jwk: strangerJwk }))],
  ['unknown kid', header({ kid: randomUUID() })],
  ['no kid', header({ kid: undefined })],
  ['an empty kid', header({ kid: '' })],
  ['a kid that is a number', header({ kid: 1 })],
  ['a kid of the prototype', header({ kid: '__proto__' })],
  ['a kid that is a path', (forger) => hmacked(forger, 'HS256', '', { kid: '../../../../dev/null' })],
  ['a kid that is SQL', (forger) => hmacked(forger, 'HS256', 'x', { kid: "' UNION SELECT 'x' --" })],
  ['a kid that is an address', strangers(({ evil }) => ({ kid: evil }))],
];

const times: Attack[] = [
  ['expired', claims(() => ({ iat: now() - 3600, nbf: now() - 3600, exp: now() - 3000 }))],
  ['no exp', claims(() => ({ exp: undefined }))],
  ['exp in words', claims(() => ({ exp: String(now() + 60) }))],
  ['exp beyond numbers', claims(() => ({ exp: 1e300 }))],
  ['not yet valid', claims(() => ({ nbf: now() + 120, exp: now() + 180 }))],
  ['no nbf', claims(() => ({ nbf: undefined }))],
  ['made in the future', claims(() => ({ iat: now() + 120 }))],
  ['no iat', claims(() => ({ iat: undefined }))],
  ['lives for a day', claims(() => ({ exp: now() + 86_400 }))],
  ['lives for a day, made late', claims(() => ({ nbf: now() - 86_000, exp: now() + 400 }))],
];

const names: Attack[] = [
  ['typ JWT', header({ typ: 'JWT' })],
  ['no typ', header({ typ: undefined })],
  ['typ of an id token', header({ typ: 'id+jwt' })],
  ['audience of services', claims(() => ({ aud: 'membership-internal' }))],
  ['a list of other audiences', claims(() => ({ aud: ['opencircle-gateway', 'OPENCIRCLE'] }))],
  ['no audience', claims(() => ({ aud: undefined }))],
  ['another issuer', claims(() => ({ iss: 'https://evil.example' }))],
  ['our issuer, written otherwise', (forger) => forged(forger, {}, { iss: `${forger.issuer}/` })],
  ['no issuer', claims(() => ({ iss: undefined }))],
  ['no subject', claims(() => ({ sub: undefined }))],
  ['a subject that is no id', claims(() => ({ sub: 'admin' }))],
  ['no jti', claims(() => ({ jti: undefined }))],
];

const meaning: Attack[] = [
  ['roles as strings', claims(() => ({ roles: ['admin'] }))],
  ['roles as one string', claims(() => ({ roles: 'admin' }))],
  ['roles as an object', claims(() => ({ roles: { role: 'admin' } }))],
  ['a role that does not exist', claims(() => ({ roles: [{ role: 'root' }] }))],
  ['no roles', claims(() => ({ roles: undefined }))],
  ['no epoch', claims(() => ({ epoch: undefined }))],
  ['an epoch in words', claims(() => ({ epoch: '1' }))],
  ['an epoch below zero', claims(() => ({ epoch: -1 }))],
  ['a person posing as a service', claims(() => ({ client_id: 'notifications' }))],
  ['a service at a person’s audience, with roles', claims(() => ({ sub: 'notifications', client_id: 'notifications' }))],
]; // prettier-ignore

const forms: Attack[] = [
  ['payload changed', (forger) => tampered(forger, (head, payload) => [head, payload.replace(forger.person.id, randomUUID())])],
  ['a claim twice', (forger) => tampered(forger, (head, payload) => [head, payload.replace('{', '{"sub":"x",')])],
  ['header changed', (forger) => tampered(forger, (head, payload) => [head.replace('{', '{"x":1,'), payload])],
  ['alg twice', (forger) => tampered(forger, (head, payload) => [head.replace('{', '{"alg":"none",'), payload])],
  ['the signature of another token', (forger) => tampered(forger, (head, payload) => [head, payload])
    .split('.').slice(0, 2).concat(forged(forger).split('.')[2] ?? '').join('.').replace(/^[^.]+/, base64url(JSON.stringify({ ...partsOf(forger).header, x: 1 })))],
  ['a signature cut short', (forger) => withSignature(forger, (signature) => signature.subarray(0, 63))],
  ['a signature with more behind it', (forger) => withSignature(forger, (signature) => Buffer.concat([signature, Buffer.alloc(1)]))],
  ['a signature of zeros', (forger) => withSignature(forger, () => Buffer.alloc(64))],
  ['the other solution for S', (forger) => withSignature(forger, malleable)],
  ['a padded signature', (forger) => `${forged(forger)}==`],
  ['the other alphabet', inOtherAlphabet],
  ['the same signature, other letters', (forger) => otherLastLetter(forged(forger))],
  ['crit of something unknown', header({ crit: ['exp'], exp: 1 })],
  ['crit of nothing', header({ crit: [] })],
  ['b64 false', header({ crit: ['b64'], b64: false })],
  ['JWE', () => [JSON.stringify({ alg: 'dir', enc: 'A256GCM' }), '', randomBytes(12), randomBytes(200), randomBytes(16)].map(base64url).join('.')],
  ['two parts', (forger) => forged(forger).split('.').slice(0, 2).join('.')],
  ['four parts', (forger) => `${forged(forger)}.x`],
  ['a header that is no JSON', (forger) => signed(`${base64url('{')}.${base64url('{}')}`, forger.ours)],
  ['a header that is a list', (forger) => signed(`${base64url('[]')}.${base64url('{}')}`, forger.ours)],
  ['a payload that is a list', (forger) => signed(`${base64url(JSON.stringify(partsOf(forger).header))}.${base64url('[]')}`, forger.ours)],
  ['a payload that is no JSON', (forger) => signed(`${base64url(JSON.stringify(partsOf(forger).header))}.${base64url('x')}`, forger.ours)],
  ['longer than any header', claims(() => ({ more: 'x'.repeat(60_000) }))],
  ['empty', () => '..'],
]; // prettier-ignore

export const attacks: readonly Attack[] = [...algorithms, ...keys, ...times, ...names, ...meaning, ...forms];
