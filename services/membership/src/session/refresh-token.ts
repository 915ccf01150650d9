import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits; only the holder has them. */
export function newRefreshToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored. A plain hash is enough: nothing about 256 random bits can be guessed. */
export function refreshTokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
