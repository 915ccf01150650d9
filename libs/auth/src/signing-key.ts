import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type CryptoKey,
  type JWK,
  type JWK_OKP_Public,
} from 'jose';
import { ALGORITHM } from './token.js';

/** As `/.well-known/jwks.json` shows it (RFC 7517, RFC 8037). */
export type PublicKey = JWK_OKP_Public & { readonly kid: string; readonly alg: string; readonly use: 'sig' };

/** Signs tokens. The `kid` is the thumbprint of the public key (RFC 7638), so it tells nothing and is never chosen. */
export type SigningKey = { readonly kid: string; readonly key: CryptoKey; readonly publicKey: PublicKey };

/** A fresh Ed25519 private key. */
export async function newSigningKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { crv: 'Ed25519', extractable: true });
  return exportJWK(privateKey);
}

/** Reads an Ed25519 private JWK; everything in it but the key is ignored. Throws on any other key. */
export async function signingKeyOf({ kty, crv, x, d }: JWK): Promise<SigningKey> {
  if (kty !== 'OKP' || crv !== 'Ed25519' || x === undefined || d === undefined) {
    throw new Error('the signing key is not an Ed25519 private JWK');
  }
  const kid = await calculateJwkThumbprint({ kty, crv, x });
  const key = (await importJWK({ kty, crv, x, d }, ALGORITHM)) as CryptoKey;
  return { kid, key, publicKey: { kty, crv, x, kid, alg: ALGORITHM, use: 'sig' } };
}
