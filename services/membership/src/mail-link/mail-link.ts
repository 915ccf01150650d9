import { createHash } from 'node:crypto';
import type { FieldCipher } from '@opencircle/persistence';

export type LinkPurpose = 'sign-in' | 'password-reset';

/** Minutes from the request on in which a link works. */
export const LINK_MINUTES = 15;

/**
 * The secret of a link: a keyed hash of its opaque id and purpose, so that it is in no event and no table and can still be
 * written into the mail when it is sent, the same one at every attempt.
 */
export function linkToken(cipher: FieldCipher, id: string, purpose: LinkPurpose): string {
  return cipher.lookup(`mail-link\n${purpose}\n${id}`).toString('base64url');
}

export function linkTokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
