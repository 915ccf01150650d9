import { stringifySetCookie } from 'cookie';
import { EncryptJWT, jwtDecrypt, type JWTPayload } from 'jose';

/** What a cookie is for, and how long what it holds is believed, as jose writes it (`10m`). */
export type Purpose = { readonly audience: string; readonly lasts: string };

/** Seals with A256GCM (RFC 7516, `dir`): nobody but the holder of the key reads or writes it. */
export function seal(content: JWTPayload, { audience, lasts }: Purpose, key: Uint8Array): Promise<string> {
  return new EncryptJWT(content)
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .setAudience(audience)
    .setExpirationTime(lasts)
    .encrypt(key);
}

/** What was sealed for this purpose; undefined when the seal does not hold, or is over. */
export async function unseal(sealed: string, { audience }: Purpose, key: Uint8Array): Promise<JWTPayload | undefined> {
  try {
    const { payload } = await jwtDecrypt(sealed, key, {
      audience,
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    return payload;
  } catch {
    return undefined;
  }
}

/** `__Host-` makes browsers insist on Secure, Path=/ and no Domain. Without `maxAge` (seconds) it ends with the browser. */
export function hostCookie(name: `__Host-${string}`, value: string, maxAge?: number): string {
  return stringifySetCookie({
    name,
    value,
    path: '/',
    httpOnly: true,
    secure: true,
    sameSite: 'strict',
    ...(maxAge !== undefined && { maxAge }),
  });
}
