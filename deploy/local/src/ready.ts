import type { DemoAccount } from './demo/accounts.js';
import type { Layout } from './layout.js';

/** The one block that a newcomer needs: where to go, how to sign in, how to stop. */
export function readyBlock(
  { publicUrl, mailPageUrl, data, logs }: Layout,
  accounts: readonly DemoAccount[],
  seconds: number,
): string {
  const people = accounts.map(({ role, email, password }) => `    ${role.padEnd(12)} ${email.padEnd(40)} ${password}`);
  return [
    '',
    `ready after ${seconds.toFixed(1)} s`,
    '',
    `  find a group   ${publicUrl}/`,
    `  console        ${publicUrl}/console/`,
    `  mail           ${mailPageUrl}   (every mail stays here)`,
    '',
    '  sign in to the console as',
    ...people,
    '',
    `  logs in ${logs}, the same facts for programs in ${data}/run.json`,
    '  Ctrl-C stops everything',
    '',
  ].join('\n');
}
