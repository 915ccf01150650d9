import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomUUID,
  sign,
  type KeyObject,
} from 'node:crypto';

export type Json = Record<string, unknown>;

/** What a thief would have to know, and more: our own keys, so that only one thing about a token is wrong. */
export type Forger = {
  readonly kid: string;
  readonly ours: KeyObject;
  readonly oursPublic: KeyObject;
  readonly stranger: KeyObject;
  readonly strangerJwk: Json;
  readonly person: { readonly id: string; readonly roles: readonly object[]; readonly epoch: number };
  readonly issuer: string;
  /** Where a forged header says that keys are; asked, it is noted. */
  readonly evil: string;
};

export function forgerOf(about: Pick<Forger, 'kid' | 'person' | 'issuer' | 'evil'> & { secret: Json }): Forger {
  const ours = createPrivateKey({ key: about.secret, format: 'jwk' });
  const stranger = generateKeyPairSync('ed25519');
  return {
    ...about,
    ours,
    oursPublic: createPublicKey(ours),
    stranger: stranger.privateKey,
    strangerJwk: { ...stranger.publicKey.export({ format: 'jwk' }), kid: 'evil', alg: 'EdDSA', use: 'sig' },
  };
}

export function base64url(text: string | Buffer): string {
  return Buffer.from(text).toString('base64url');
}

/** Header and payload of a token that holds, changed: `undefined` takes a member away. */
export function partsOf(forger: Forger, header: Json = {}, claims: Json = {}): { header: Json; claims: Json } {
  const now = Math.floor(Date.now() / 1000);
  const { person, issuer, kid } = forger;
  return {
    header: { alg: 'EdDSA', typ: 'at+jwt', kid, ...header },
    claims: {
      ...{ iss: issuer, aud: 'opencircle', sub: person.id, roles: person.roles, epoch: person.epoch },
      ...{ iat: now, nbf: now, exp: now + 60, jti: randomUUID(), ...claims },
    },
  };
}

/** Signed with our own key unless told, so that nothing else is wrong with it. */
export function forged(forger: Forger, header: Json = {}, claims: Json = {}, key: KeyObject = forger.ours): string {
  const parts = partsOf(forger, header, claims);
  return signed(`${base64url(JSON.stringify(parts.header))}.${base64url(JSON.stringify(parts.claims))}`, key);
}

/** `text`: the first two parts of a token. */
export function signed(text: string, key: KeyObject): string {
  return `${text}.${base64url(sign(null, Buffer.from(text), key))}`;
}

export function hmacked(forger: Forger, alg: 'HS256' | 'HS512', secret: string | Buffer, header: Json = {}): string {
  const parts = partsOf(forger, { alg, ...header });
  const text = `${base64url(JSON.stringify(parts.header))}.${base64url(JSON.stringify(parts.claims))}`;
  return `${text}.${createHmac(`sha${alg.slice(2)}`, secret)
    .update(text)
    .digest('base64url')}`;
}
