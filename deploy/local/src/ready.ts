import type { Taken } from '../bootstrap/steps.mjs';
import type { WholeAccount } from './demo/accounts.js';
import type { Layout } from './layout.js';

/** The one block that a newcomer needs: where to go, how to sign in, how to stop. */
export function readyBlock(
  { publicUrl, mailPageUrl, data, logs }: Layout,
  accounts: readonly WholeAccount[],
  start: { ms: number; taken: readonly Taken[] },
): string {
  const people = accounts.map(({ role, email, password, totpSecret = '' }) =>
    `    ${role.padEnd(12)} ${email.padEnd(40)} ${password}  ${totpSecret}`.trimEnd(),
  );
  return [
    '',
    `ready after ${seconds(start.ms)}${longestOf(start.taken)}`,
    '',
    `  find a group   ${publicUrl}/`,
    `  console        ${publicUrl}/console/`,
    `  mail           ${mailPageUrl}   (every mail stays here)`,
    '',
    '  sign in to the console as',
    ...people,
    '',
    '  the last column is the second factor: a secret for an authenticator app (add an account by its key)',
    '',
    `  logs in ${logs}, the same facts for programs in ${data}/run.json`,
    '  Ctrl-C stops everything',
    '',
  ].join('\n');
}

/** Where the time went: the longest steps of a second or more. Some go on side by side, so they are not a sum. */
function longestOf(taken: readonly Taken[]): string {
  const long = taken
    .filter(({ ms }) => ms >= 1000)
    .toSorted((a, b) => b.ms - a.ms)
    .slice(0, 5);
  return long.length === 0 ? '' : ` (${long.map(({ name, ms }) => `${name} ${seconds(ms)}`).join(', ')})`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
