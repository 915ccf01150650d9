import { dictionary } from '@zxcvbn-ts/language-common';
import { breachedPasswords } from './breached-passwords.js';

/** What is long enough, stands in breach lists again and again, and is in neither of the two lists. */
const longOnes = [
  '123456789abcdef', '1q2w3e4r5t6y7u8i9o0p', 'administrator123', 'administrator1234', 'changemechangeme',
  'changemeplease123', 'correcthorsebatterystaple', 'iloveyousomuch', 'iloveyousomuch1', 'letmeinletmein1',
  'mypasswordispassword', 'mysupersecretpassword', 'passwordpassword1', 'password12345678', 'password1234567890',
  'passw0rdpassw0rd', 'qwertyuiop123456', 'thisismypassword1', 'thequickbrownfox', 'thequickbrownfoxjumps',
  'welcome123456789',
]; // prettier-ignore

/** What is left of a password without signs, or without digits around it, says something only from here on. */
const SHORTEST_STEM = 4;

/** Lower case, as both lists have them, and without signs, as people vary them. */
const common: ReadonlySet<string> = new Set(
  [...dictionary['passwords-common'], ...breachedPasswords(), ...longOnes].flatMap((each) => [each, lettersOf(each)]),
);

/**
 * Whether a password (lower case) is one that breaches show again and again, also with signs in between, or with nothing
 * but digits before or after. Both lists are compiled from public breaches; one is zxcvbn-ts's (MIT).
 */
export function isCommon(password: string): boolean {
  const letters = lettersOf(password);
  const stems = [letters, letters.replace(/^\d+|\d+$/g, '')];
  return common.has(password) || stems.some((stem) => stem.length >= SHORTEST_STEM && common.has(stem));
}

function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '');
}
