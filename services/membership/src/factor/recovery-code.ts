import { randomBytes } from 'node:crypto';
import type { PersonId } from '@opencircle/contracts';

export const HOW_MANY = 10;

/** Crockford's base32: no letter that is taken for a digit. Thirty-two letters, so a byte's five low bits choose one. */
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';

/** 140 bits: what nobody guesses needs no slow hash (NIST SP 800-63B-4 §3.1.2.2 asks for 112 of them). */
const LENGTH = 28;

/** In groups of four, for typing. Shorter ones from before hold until they are used. */
export function newRecoveryCode(): string {
  const letters = [...randomBytes(LENGTH)].map((byte) => LETTERS[byte & 31]).join('');
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}

/** What is hashed, with a key, so that neither a copy of the table nor another person's code is of use. */
export function recoveryText(personId: PersonId, typed: string): string {
  const letters = typed.toLowerCase().replace(/[\s-]/g, '').replaceAll('o', '0').replace(/[il]/g, '1');
  return `recovery-code\n${personId}\n${letters}`;
}
