import { isCommon } from './common-passwords.js';

/** Where the password is the only factor, and where there is a second one (or will be: the person's role asks for it). */
const SHORTEST = { alone: 15, withFactor: 8 } as const;
const LONGEST = 256;
const ROWS = ['abcdefghijklmnopqrstuvwxyz', '01234567890123456789', 'qwertyuiopasdfghjklzxcvbnm'];
const SERVICE_WORDS = ['opencircle', 'supportgroup', 'peersupport'];

/** Whose password it is to be. */
type Account = { readonly email: string; readonly displayName: string };

/**
 * What is wrong with a password, or undefined. NIST SP 800-63B-4 §3.1.1: at least 15 characters where the password is
 * the only factor, else 8, no composition rules, and nothing that is common, repetitive, sequential or made of the
 * account's name.
 */
export function weaknessOf(
  password: string,
  account: Account,
  { withFactor }: { withFactor: boolean },
): string | undefined {
  const text = password.normalize('NFKC');
  const length = [...text].length;
  const shortest = withFactor ? SHORTEST.withFactor : SHORTEST.alone;
  if (length < shortest) return `must have at least ${shortest} characters`;
  if (length > LONGEST) return `must have at most ${LONGEST} characters`;
  const plain = text.toLowerCase();
  if (isRepetition(plain)) return 'repeats the same few characters';
  if (isSequence(plain)) return 'is a keyboard or counting sequence';
  if (isCommon(plain)) return 'is one of the most used passwords';
  if (namesAccount(plain, account)) return 'is made of your name, your e-mail address or the name of this service';
  return undefined;
}

/** `abcabcabcabcabc`: a unit of up to eight characters, again and again. */
function isRepetition(text: string): boolean {
  return [1, 2, 3, 4, 5, 6, 7, 8].some(
    (size) => 2 * size <= text.length && text === text.slice(0, size).repeat(text.length).slice(0, text.length),
  );
}

function isSequence(text: string): boolean {
  return ROWS.some((row) => {
    const endless = row.repeat(Math.ceil((text.length + row.length) / row.length));
    return endless.includes(text) || endless.includes([...text].reverse().join(''));
  });
}

/** The name, the address, their parts and the service's words leave fewer than eight characters of one's own. */
function namesAccount(text: string, { email, displayName }: Account): boolean {
  const address = email.toLowerCase();
  const name = displayName.normalize('NFKC').toLowerCase();
  const words = [address, ...address.split(/[@.+_-]/), name, ...name.split(/\s/), ...SERVICE_WORDS].filter(
    (word) => word.length > 3,
  );
  const left = words.reduce((rest, word) => rest.replaceAll(word, ''), text);
  return left.length < 8;
}
