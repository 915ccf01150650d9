/**
 * Passwords of 15 characters and more that stand in public breach lists again and again, letters and digits only.
 * Shorter ones cannot be chosen anyway.
 */
export const commonPasswords: ReadonlySet<string> = new Set([
  '111222333444555', '123456789123456', '123456789abcdef', '1234567890qwerty', '1qaz2wsx3edc4rfv', '1q2w3e4r5t6y7u8i',
  '1q2w3e4r5t6y7u8i9o0p', 'administrator123', 'administrator1234', 'changemechangeme', 'changemeplease123',
  'correcthorsebatterystaple', 'iloveyouforever', 'iloveyousomuch', 'iloveyousomuch1', 'letmeinletmein1',
  'mypasswordispassword', 'mysupersecretpassword', 'passwordpassword1', 'password12345678', 'password123456789',
  'password1234567890', 'passw0rdpassw0rd', 'qazwsxedcrfvtgb', 'qazwsxedcrfvtgbyhn', 'qwertyuiop12345',
  'qwertyuiop123456', 'qwertyuiop1234567890', 'qwertyuiopasdfgh', 'thisismypassword', 'thisismypassword1',
  'thequickbrownfox', 'thequickbrownfoxjumps', 'welcome123456789', 'zaq12wsxcde34rfv',
]); // prettier-ignore
