import { commonPasswords } from './common-passwords.js';

const SHORTEST = 15;
const LONGEST = 256;
const ROWS = ['abcdefghijklmnopqrstuvwxyz', '01234567890123456789', 'qwertyuiopasdfghjklzxcvbnm'];

/**
 * What is wrong with a password, or undefined. NIST SP 800-63B-4 §3.1.1: at least 15 characters where the password is
 * the only factor, no composition rules, and nothing that is common, repetitive, sequential or made of the account's name.
 */
export function weaknessOf(password: string, email: string): string | undefined {
  const text = password.normalize('NFKC');
  const length = [...text].length;
  if (length < SHORTEST) return `must have at least ${SHORTEST} characters`;
  if (length > LONGEST) return `must have at most ${LONGEST} characters`;
  const plain = text.toLowerCase();
  if (commonPasswords.has(plain.replace(/[^\p{L}\p{N}]/gu, ''))) return 'is one of the most used passwords';
  if (isRepetition(plain)) return 'repeats the same few characters';
  if (isSequence(plain)) return 'is a keyboard or counting sequence';
  if (namesAccount(plain, email)) return 'is made of the e-mail address or the name of this service';
  return undefined;
}

/** `abcabcabcabcabc`: a unit of up to eight characters, again and again. */
function isRepetition(text: string): boolean {
  return [1, 2, 3, 4, 5, 6, 7, 8].some(
    (size) => text === text.slice(0, size).repeat(text.length).slice(0, text.length),
  );
}

function isSequence(text: string): boolean {
  return ROWS.some((row) => {
    const endless = row.repeat(Math.ceil((text.length + row.length) / row.length));
    return endless.includes(text) || endless.includes([...text].reverse().join(''));
  });
}

/** The address, its parts and the service's name leave fewer than eight characters of one's own. */
function namesAccount(text: string, email: string): boolean {
  const words = [email.toLowerCase(), ...email.toLowerCase().split(/[@.+_-]/), 'opencircle'].filter(
    (word) => word.length > 3,
  );
  const left = words.reduce((rest, word) => rest.replaceAll(word, ''), text);
  return left.length < 8;
}
