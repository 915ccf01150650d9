import { randomBytes } from 'node:crypto';
import type { PersonId } from '@opencircle/contracts';

export const HOW_MANY = 10;

/** Crockford's base32: no letter that is taken for a digit. Thirty-two letters, so a byte's five low bits choose one. */
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';

/** Sixteen letters, 80 bits, in groups of four. */
export function newRecoveryCode(): string {
  const letters = [...randomBytes(16)].map((byte) => LETTERS[byte & 31]).join('');
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}

/** What is hashed, with a key, so that neither a copy of the table nor another person's code is of use. */
export function recoveryText(personId: PersonId, typed: string): string {
  const letters = typed.toLowerCase().replace(/[\s-]/g, '').replaceAll('o', '0').replace(/[il]/g, '1');
  return `recovery-code\n${personId}\n${letters}`;
}
