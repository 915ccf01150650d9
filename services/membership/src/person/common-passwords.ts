import { dictionary } from '@zxcvbn-ts/language-common';

/** What is long enough, stands in breach lists again and again, and is not among the package's fifty thousand. */
const longOnes = [
  '111222333444555', '123456789123456', '123456789abcdef', '1234567890qwerty', '1q2w3e4r5t6y7u8i9o0p',
  'administrator123', 'administrator1234', 'changemechangeme', 'changemeplease123', 'correcthorsebatterystaple',
  'iloveyouforever', 'iloveyousomuch', 'iloveyousomuch1', 'letmeinletmein1', 'mypasswordispassword',
  'mysupersecretpassword', 'passwordpassword1', 'password12345678', 'password123456789', 'password1234567890',
  'passw0rdpassw0rd', 'qazwsxedcrfvtgbyhn', 'qwertyuiop12345', 'qwertyuiop123456', 'qwertyuiop1234567890',
  'qwertyuiopasdfgh', 'thisismypassword', 'thisismypassword1', 'thequickbrownfox', 'thequickbrownfoxjumps',
  'welcome123456789', 'zaq12wsxcde34rfv',
]; // prettier-ignore

/** Lower case, as the package has them, and without signs, as people vary them. */
const common: ReadonlySet<string> = new Set(
  [...dictionary['passwords-common'], ...longOnes].flatMap((each) => [each, lettersOf(each)]),
);

/**
 * Whether a password (lower case) is one that breaches show again and again, also with signs in between, or with nothing
 * but digits before or after. The list is zxcvbn-ts's, compiled from public breaches (MIT).
 */
export function isCommon(password: string): boolean {
  const letters = lettersOf(password);
  const stem = letters.replace(/^\d+|\d+$/g, '');
  return common.has(password) || common.has(letters) || (stem.length >= 4 && common.has(stem));
}

function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '');
}
